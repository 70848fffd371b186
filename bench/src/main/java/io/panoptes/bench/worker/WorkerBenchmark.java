package io.panoptes.bench.worker;

import io.panoptes.bench.replay.Machine;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures the worker against its model alone, and what key frames save. Prints Markdown.
 *
 * <p>Arguments: a clip, a segmenter, frames of a run, largest batch.
 */
public final class WorkerBenchmark {

  /** Share of the model's pace at which latency is measured, as on a machine that keeps up. */
  private static final double PACE = 0.6;

  private WorkerBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 4) {
      System.err.println("usage: WorkerBenchmark CLIP SEGMENTER FRAMES MAX-BATCH");
      System.exit(2);
    }
    int frames = Integer.parseInt(args[2]);
    SegmentSettings settings = settings(Integer.parseInt(args[3]));
    CameraSegmentation camera = CameraSegmentation.defaults().withSegmenter(args[1]);
    System.out.printf("%s; load %s before%n%n", Machine.describe(), Machine.load());
    Footage footage = Footage.read(Path.of(args[0]), frames);
    pace(footage, settings, camera, frames);
    sweep(footage, settings, args[1]);
    System.out.printf("%nload %s after%n", Machine.load());
  }

  private static SegmentSettings settings(int maxBatch) {
    SegmentSettings defaults = SegmentSettings.defaults();
    return new SegmentSettings(
        maxBatch,
        defaults.maxDelay(),
        Duration.ofHours(1),
        defaults.maxInFlight(),
        defaults.decodeThreads(),
        defaults.runThreads(),
        defaults.encodeThreads(),
        defaults.commitInterval(),
        defaults.runtime(),
        defaults.models());
  }

  private static void pace(
      Footage footage, SegmentSettings settings, CameraSegmentation camera, int frames)
      throws InterruptedException {
    System.out.println(
        "| cameras | bare, frames/s | worker, frames/s | ratio | one batch, ms | p50 | p95 | p99 |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    Segmenters.Choice choice = Segmenters.load().choose(camera.segmenter(), settings);
    try (Segmenter segmenter = choice.open(camera, settings);
        WorkerLoad load = new WorkerLoad(footage, settings, camera, frame -> {})) {
      for (int cameras : new int[] {1, 4, 16}) {
        int batches = Math.max(2, frames / settings.maxBatch());
        BareModel before = BareModel.measure(segmenter, footage, settings.maxBatch(), batches);
        WorkerLoad.Figures full = load.run(cameras, frames, 0);
        BareModel after = BareModel.measure(segmenter, footage, settings.maxBatch(), batches);
        double bare = (before.framesPerSecond() + after.framesPerSecond()) / 2;
        WorkerLoad.Figures paced = load.run(cameras, frames, PACE * bare);
        System.out.printf(
            Locale.ROOT,
            "| %d | %.1f | %.1f | %.2f | %.0f | %.0f | %.0f | %.0f |%n",
            cameras,
            bare,
            full.framesPerSecond(),
            full.framesPerSecond() / bare,
            (before.batchMillis() + after.batchMillis()) / 2,
            paced.percentile(50),
            paced.percentile(95),
            paced.percentile(99));
      }
    }
  }

  private static void sweep(Footage footage, SegmentSettings settings, String segmenter)
      throws InterruptedException {
    System.out.println(
        "\n| `keyframe-every` | `keyframe-drift` | frames/s | segmented | mIoU against every frame |");
    System.out.println("| ---: | ---: | ---: | ---: | ---: |");
    KeyframeSweep sweep = new KeyframeSweep(footage, settings, segmenter);
    for (double drift : new double[] {0.02, 1}) {
      for (int every : new int[] {1, 2, 4, 8}) {
        if (every == 1 && drift == 1) {
          continue;
        }
        KeyframeSweep.Figures figures = sweep.run(every, drift);
        System.out.printf(
            Locale.ROOT,
            "| %d | %s | %.1f | %.0f %% | %.4f |%n",
            every,
            drift,
            figures.framesPerSecond(),
            100 * figures.segmented(),
            figures.miou());
      }
    }
  }
}
