package io.panoptes.bench.eval;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import io.panoptes.eval.image.PngWriter;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticQuality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Panoptic evaluation of pictures of 640 × 427 pixels, one operation a picture. From memory it
 * reads both maps once, 2.19 MB a picture: multiply the pictures a second by that for the bytes a
 * second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PanopticBenchmark {

  private PanopticQuality quality;
  private PanopticLabels truth;
  private PanopticLabels prediction;
  private byte[] truthPng;
  private byte[] predictionPng;

  @Setup
  public void prepare() {
    List<EvalCategory> categories = new ArrayList<>();
    for (int id = 0; id < PanopticScene.CATEGORIES; id++) {
      categories.add(new EvalCategory(id, "category " + id, id % 2 == 0));
    }
    quality = new PanopticQuality(categories);
    LabelMap ids = PanopticScene.ids(1);
    LabelMap shifted = PanopticScene.shifted(ids, 2);
    truth = PanopticScene.labelled(ids);
    prediction = PanopticScene.labelled(shifted);
    truthPng = PngWriter.panopticIds(ids);
    predictionPng = PngWriter.panopticIds(shifted);
  }

  /** Labels are in memory. */
  @Benchmark
  public void labelsInMemory() {
    quality.add(truth, prediction);
  }

  /** Both PNGs are decoded and evaluated. */
  @Benchmark
  public void fromPng() {
    LabelMap wanted = PngDecoder.decode(truthPng, "truth").panopticIds();
    LabelMap found = PngDecoder.decode(predictionPng, "prediction").panopticIds();
    quality.add(
        new PanopticLabels(wanted, truth.segments()),
        new PanopticLabels(found, prediction.segments()));
  }

  /** Both PNGs are only decoded, to samples. */
  @Benchmark
  public void decodePng(Blackhole sink) {
    PngImage wanted = PngDecoder.decode(truthPng, "truth");
    sink.consume(wanted);
    PngImage found = PngDecoder.decode(predictionPng, "prediction");
    sink.consume(found);
  }

  /** The same with the JDK's decoder, for comparison. */
  @Benchmark
  public void decodePngWithImageIo(Blackhole sink) throws IOException {
    BufferedImage wanted = ImageIO.read(new ByteArrayInputStream(truthPng));
    sink.consume(wanted);
    BufferedImage found = ImageIO.read(new ByteArrayInputStream(predictionPng));
    sink.consume(found);
  }
}
