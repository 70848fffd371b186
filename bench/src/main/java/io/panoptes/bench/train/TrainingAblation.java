package io.panoptes.bench.train;

import io.panoptes.eval.report.ReportFormat;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.data.Augmentation;
import io.panoptes.train.data.CocoPictures;
import io.panoptes.train.data.ImageIoReader;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.report.History;
import io.panoptes.train.report.Validation;
import io.panoptes.train.report.ValidationTables;
import io.panoptes.train.run.TrainingPlan;
import io.panoptes.train.run.TrainingProgress;
import io.panoptes.train.run.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trains networks of several widths on several shares of a set, for equally many steps each, and
 * prints how they validate. Steps and not minutes end the runs, so that a busy machine changes
 * nothing.
 */
public final class TrainingAblation {

  private static final double[] WIDTHS = {0.5, 1};
  private static final double[] SHARES = {0.25, 1};
  private static final int SIDE = 256;
  private static final int BATCH = 8;
  private static final int THREADS = 2;
  private static final Duration NEVER = Duration.ofDays(1000);

  private TrainingAblation() {}

  /**
   * @param arguments folder of the street set, a new folder for the runs, steps of each
   */
  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    int steps = Integer.parseInt(arguments[2]);
    LabelledPictures all = open(data.resolve("train"));
    LabelledPictures validation = open(data.resolve("val"));
    Map<String, Validation.Result> results = new LinkedHashMap<>();
    for (double width : WIDTHS) {
      for (double share : SHARES) {
        String name =
            String.format(Locale.ROOT, "width %.2f, %.0f %% of the data", width, 100 * share);
        LabelledPictures some = new SomePictures(all, share);
        Path folder = out.resolve("width-%s-data-%s".formatted(width, share));
        TrainingRun run =
            new TrainingRun(plan(some, validation, folder, steps), street(width), new Lines(name));
        results.put(name, run.run(() -> false).validation().orElseThrow());
      }
    }
    System.out.print(
        ReportFormat.TEXT.write(
            ValidationTables.report(results, Map.of("steps", Integer.toString(steps)))));
  }

  private static LabelledPictures open(Path folder) {
    return CocoPictures.open(folder, LabelSet.STREET, new ImageIoReader());
  }

  private static TrainingPlan plan(
      LabelledPictures pictures, LabelledPictures validation, Path out, int steps) {
    TrainingPlan defaults = TrainingPlan.of(pictures, Optional.of(validation), out);
    return new TrainingPlan(
        pictures,
        Optional.of(validation),
        out,
        Optional.empty(),
        defaults.seed(),
        0,
        (double) steps * BATCH / pictures.size(),
        Augmentation.street(SIDE),
        BATCH,
        defaults.learningRate(),
        RuntimeOptions.cpu().withThreads(THREADS),
        defaults.checkpointEvery(),
        NEVER,
        0,
        false);
  }

  /** The bundled network's shape with another width: channels times that, in multiples of 4. */
  static Architecture street(double width) {
    Architecture full = Architecture.street(LabelSet.STREET.size());
    return new Architecture(
        full.labels(),
        scaled(full.channels(), width),
        full.blocks(),
        full.expansion(),
        scaled(full.decoder(), width));
  }

  private static List<Integer> scaled(List<Integer> channels, double width) {
    return channels.stream().map(c -> Math.max(4, 4 * (int) Math.round(c * width / 4))).toList();
  }

  /** Prints some lines of a run. */
  private record Lines(String name) implements TrainingProgress {
    @Override
    public void steps(History.Loss loss, double done, Duration left) {
      System.err.printf(
          "%s: step %d, loss %.3f, %d s left%n", name, loss.step(), loss.total(), left.toSeconds());
    }

    @Override
    public void validated(long step, Validation.Result result) {
      System.err.printf("%s: PQ %.3f after step %d%n", name, result.all().pq(), step);
    }
  }
}
