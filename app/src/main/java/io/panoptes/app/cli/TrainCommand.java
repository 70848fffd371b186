package io.panoptes.app.cli;

import io.panoptes.eval.EvalInputException;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.data.Augmentation;
import io.panoptes.train.data.CocoPictures;
import io.panoptes.train.data.ImageIoReader;
import io.panoptes.train.data.LabelFolder;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.distil.DetectedPictures;
import io.panoptes.train.distil.StudentWeights;
import io.panoptes.train.report.Figures;
import io.panoptes.train.report.History;
import io.panoptes.train.report.Validation;
import io.panoptes.train.run.TrainingPlan;
import io.panoptes.train.run.TrainingProgress;
import io.panoptes.train.run.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a network on labelled pictures. */
@Command(
    name = "train",
    description = {
      "Train a panoptic network on labelled pictures.",
      "Ctrl-C stops in order; --resume goes on where a run was stopped or killed."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "DIR holds panoptic.json, images/ and panoptic/ (COCO panoptic format), or images/ and",
      "labels/ with PNGs of category ids. Categories are those of the bundled network.",
      "",
      "Example:",
      "  panoptes train --data street/train --val street/val --out run --minutes 600"
    })
final class TrainCommand implements Callable<Integer> {

  private static final Duration FINISH = Duration.ofMinutes(2);

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Labelled pictures to learn from.")
  private Path data;

  @Option(
      names = "--detector",
      paramLabel = "MODEL",
      description = {
        "Model of boxes that corrects the things of --data: it tells touching ones apart",
        "and says where one was missed."
      })
  private String detector;

  @Option(names = "--val", paramLabel = "DIR", description = "Labelled pictures to measure on.")
  private Path validation;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for checkpoint, history.csv, report.html and model/.")
  private Path out;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Computing time, that of resumed runs included (default: 60).")
  private Double minutes;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the pictures, instead of a time.")
  private Double epochs;

  @Option(
      names = "--from",
      paramLabel = "street|MODEL",
      description = {
        "Weights to begin with: those of the bundled network, or of a model folder that",
        "train or distil wrote (default: random ones)."
      })
  private String from;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "The largest of the run (default: 0.003; less suits weights that know much).")
  private Double learningRate;

  @Option(names = "--resume", description = "Go on from the checkpoint in --out.")
  private boolean resume;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of weights and samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "320",
      description = "Side of samples, a multiple of 32 (default: ${DEFAULT-VALUE}).")
  private int side;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      description = "Samples a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--augmentation",
      paramLabel = "street|light",
      defaultValue = "street",
      description = {
        "How much samples are varied (default: ${DEFAULT-VALUE}). With light, the last part of a",
        "long run fits pictures as cameras show them."
      })
  private String augmentation;

  @Option(
      names = "--network",
      paramLabel = "street|tiny",
      defaultValue = "street",
      description = "The bundled network's shape, or one for trials (default: ${DEFAULT-VALUE}).")
  private String network;

  @Mixin private ComputeOptions compute;

  @Spec private CommandSpec spec;

  private RuntimeOptions runtime;

  @Override
  public Integer call() throws IOException {
    check();
    if (detector == null) {
      return train(open(data));
    }
    try (Segmenter boxes = OtherModels.open(detector)) {
      return train(new DetectedPictures(open(data), boxes));
    }
  }

  private int train(LabelledPictures pictures) throws IOException {
    Optional<LabelledPictures> measured =
        validation == null ? Optional.empty() : Optional.of(open(validation));
    TrainingPlan defaults = TrainingPlan.of(pictures, measured, out);
    TrainingPlan plan =
        new TrainingPlan(
            pictures,
            measured,
            out,
            first(),
            seed,
            epochs != null ? 0 : minutes != null ? minutes : defaults.minutes(),
            epochs != null ? epochs : 0,
            augmentation.equals("light") ? Augmentation.light(side) : Augmentation.street(side),
            batch,
            learningRate == null ? defaults.learningRate() : learningRate,
            runtime,
            defaults.checkpointEvery(),
            defaults.validateEvery(),
            defaults.mostValidated(),
            resume);
    int labels = pictures.labels().size();
    Architecture architecture =
        network.equals("tiny") ? Architecture.tiny(labels) : Architecture.street(labels);
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        "%d pictures to learn from, %s to measure on, training on %s%n",
        pictures.size(),
        measured.map(set -> Integer.toString(set.size())).orElse("none"),
        plan.runtime().device());
    text.flush();
    try (Interrupt interrupt = new Interrupt(() -> {}, FINISH)) {
      finish(text, new TrainingRun(plan, architecture, new Lines(text)).run(interrupt::happened));
    }
    return 0;
  }

  private Optional<Checkpoint> first() throws IOException {
    if (from == null) {
      return Optional.empty();
    }
    Checkpoint weights =
        from.equals("street") ? StudentWeights.bundled() : StudentWeights.of(Path.of(from));
    return Optional.of(weights);
  }

  private void check() {
    runtime = compute.read(spec);
    if (minutes != null && epochs != null) {
      throw wrong("--minutes and --epochs exclude each other; give one");
    }
    if (minutes != null && !(minutes > 0) || epochs != null && !(epochs > 0)) {
      throw wrong("--minutes and --epochs must be more than 0");
    }
    if (learningRate != null && !(learningRate > 0 && learningRate < 1)) {
      throw wrong("--learning-rate " + learningRate + " must be more than 0 and less than 1");
    }
    if (batch < 1) {
      throw wrong("--batch " + batch + " must be at least 1");
    }
    if (side < 32 || side % 32 != 0) {
      throw wrong("--size " + side + " must be a multiple of 32, such as 320");
    }
    if (!augmentation.equals("street") && !augmentation.equals("light")) {
      throw wrong("--augmentation " + augmentation + " must be street or light");
    }
    if (!network.equals("street") && !network.equals("tiny")) {
      throw wrong("--network " + network + " must be street or tiny");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Opens labelled pictures in either form. */
  static LabelledPictures open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new EvalInputException(
          folder, "", "there is no such folder; name one with panoptic.json or labels/");
    }
    boolean plain =
        !Files.exists(folder.resolve("panoptic.json"))
            && Files.isDirectory(folder.resolve("labels"));
    return plain
        ? LabelFolder.open(folder, LabelSet.STREET, new ImageIoReader())
        : CocoPictures.open(folder, LabelSet.STREET, new ImageIoReader());
  }

  private void finish(PrintWriter text, TrainingRun.Outcome outcome) {
    text.printf("%s after %d steps%n", outcome.finished() ? "Done" : "Stopped", outcome.steps());
    text.printf("model:      %s%n", out.resolve("model"));
    text.printf("report:     %s%n", out.resolve("report.html"));
    text.printf("checkpoint: %s%n", out.resolve("checkpoint"));
    text.flush();
  }

  /** Prints a line for each message. */
  private record Lines(PrintWriter text) implements TrainingProgress {

    @Override
    public void steps(History.Loss loss, double done, Duration left) {
      text.printf(
          "step %6d  %5.1f %%  loss %.3f (labels %.3f, centres %.3f, offsets %.3f)"
              + "  %.1f images/s  %s left%n",
          loss.step(),
          100 * done,
          loss.total(),
          loss.semantic(),
          loss.centre(),
          loss.offset(),
          loss.imagesPerSecond(),
          words(left));
      text.flush();
    }

    @Override
    public void validated(long step, Validation.Result result) {
      Figures all = result.all();
      text.printf(
          "validation after step %d, %d pictures: PQ %.1f (things %.1f, stuff %.1f), mIoU %.1f,"
              + " things' recall %.1f%n",
          step,
          all.pictures(),
          100 * all.pq(),
          100 * all.panoptic().things().pq(),
          100 * all.panoptic().stuff().pq(),
          100 * all.meanIou(),
          100 * all.thingsRecall());
      text.flush();
    }

    private static String words(Duration left) {
      return left.toHours() > 0
          ? "%d h %02d min".formatted(left.toHours(), left.toMinutesPart())
          : "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart());
    }
  }
}
