package io.panoptes.bench.eval;

import io.panoptes.core.geometry.Box;
import io.panoptes.eval.tracking.Clear;
import io.panoptes.eval.tracking.ClearResult;
import io.panoptes.eval.tracking.Hota;
import io.panoptes.eval.tracking.HotaResult;
import io.panoptes.eval.tracking.Identity;
import io.panoptes.eval.tracking.IdentityResult;
import io.panoptes.eval.tracking.TrackingFrame;
import io.panoptes.eval.tracking.TrackingSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tracking metrics of one sequence of 1,000 frames with 50 objects, similarities given, as the
 * reference tool times its own; one operation a sequence.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrackingBenchmark {

  private static final int FRAMES = 1000;
  private static final int OBJECTS = 50;
  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;

  private TrackingSequence sequence;

  /** People walk about; results tremble, one in ten is missing and ids change now and then. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    double[] x = new double[OBJECTS];
    double[] y = new double[OBJECTS];
    int[] id = new int[OBJECTS];
    for (int i = 0; i < OBJECTS; i++) {
      x[i] = random.nextDouble() * WIDTH;
      y[i] = random.nextDouble() * HEIGHT;
      id[i] = i;
    }
    int nextId = OBJECTS;
    List<TrackingFrame> frames = new ArrayList<>(FRAMES);
    for (int t = 0; t < FRAMES; t++) {
      List<Box> truths = new ArrayList<>();
      List<Box> results = new ArrayList<>();
      int[] truthIds = new int[OBJECTS];
      int[] resultIds = new int[OBJECTS];
      for (int i = 0; i < OBJECTS; i++) {
        x[i] = Math.floorMod((long) (x[i] + random.nextGaussian() * 4), WIDTH);
        y[i] = Math.floorMod((long) (y[i] + random.nextGaussian() * 2), HEIGHT);
        truthIds[i] = i;
        truths.add(Box.ofSize(x[i], y[i], 60, 150));
        if (random.nextInt(500) == 0) {
          id[i] = nextId++;
        }
        if (random.nextInt(10) > 0) {
          resultIds[results.size()] = id[i];
          results.add(
              Box.ofSize(
                  x[i] + random.nextGaussian() * 5,
                  y[i] + random.nextGaussian() * 8,
                  60 + random.nextGaussian() * 4 + 12,
                  150));
        }
      }
      double[] similarity = new double[truths.size() * results.size()];
      for (int g = 0, k = 0; g < truths.size(); g++) {
        for (Box result : results) {
          similarity[k++] = truths.get(g).iou(result);
        }
      }
      frames.add(
          new TrackingFrame(
              truthIds, java.util.Arrays.copyOf(resultIds, results.size()), similarity));
    }
    sequence = new TrackingSequence("bench", frames);
  }

  @Benchmark
  public HotaResult hota() {
    Hota hota = new Hota();
    hota.add(sequence);
    return hota.result();
  }

  @Benchmark
  public ClearResult clear() {
    Clear clear = new Clear();
    clear.add(sequence);
    return clear.result();
  }

  @Benchmark
  public IdentityResult identity() {
    Identity identity = new Identity();
    identity.add(sequence);
    return identity.result();
  }
}
