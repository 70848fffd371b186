package io.panoptes.app.cli;

import io.panoptes.ingest.SourceException;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.distil.Distillation;
import io.panoptes.train.distil.StudentWeights;
import io.panoptes.train.distil.TaughtFrame;
import io.panoptes.train.report.Validation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Specialises a network to a camera. */
@Command(
    name = "distil",
    description = {
      "Specialise the bundled network to a camera: a teacher labels its footage, and it learns.",
      "Reports agreement with the teacher before and after, on footage that was kept apart."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The last fifth of each recording is kept apart.",
      "",
      "Example:",
      "  panoptes distil --footage gate.mp4 --teacher /models/large --out gate-model"
    })
final class DistilCommand implements Callable<Integer> {

  private static final Duration FINISH = Duration.ofMinutes(2);

  @Option(
      names = "--footage",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Recordings of the camera.")
  private List<String> footage;

  @Option(
      names = "--teacher",
      paramLabel = "MODEL",
      defaultValue = "motion",
      description = "Segmenter or model folder that labels them (default: ${DEFAULT-VALUE}).")
  private String teacher;

  @Option(
      names = "--motion-teacher",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = {
        "What moves corrects a teacher that does not watch it itself: it tells touching things",
        "apart, and people who never stir are not believed (default: yes; leave it out with",
        "--no-motion-teacher where the camera is not fixed)."
      })
  private boolean withMotion;

  @Option(
      names = "--student",
      paramLabel = "DIR",
      description = "Model folder that train or distil wrote (default: the bundled model).")
  private Path student;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Labelled pictures for half of the samples, so that less is forgotten.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the new model.")
  private Path out;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Time to learn (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(names = "--steps", paramLabel = "N", description = "Steps to learn, instead of a time.")
  private Long steps;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "120",
      description = "Most frames of a recording (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private ComputeOptions compute;

  @Spec private CommandSpec spec;

  private RuntimeOptions runtime;

  @Override
  public Integer call() throws IOException, SourceException {
    check();
    PrintWriter text = spec.commandLine().getOut();
    Distillation.Plan defaults = Distillation.Plan.of(out);
    Optional<LabelledPictures> more =
        data == null ? Optional.empty() : Optional.of(TrainCommand.open(data));
    Distillation.Plan plan =
        new Distillation.Plan(
            out,
            seed,
            steps != null ? Duration.ZERO : Duration.ofMillis((long) (minutes * 60_000)),
            steps != null ? steps : 0,
            defaults.side(),
            defaults.batch(),
            defaults.learningRate(),
            runtime,
            more);
    Distillation distillation = new Distillation(plan, weights(), LabelSet.STREET);
    try (Interrupt interrupt = new Interrupt(() -> {}, FINISH)) {
      List<TaughtFrame> taught = label(text, interrupt);
      if (interrupt.happened()) {
        text.println("Stopped while the teacher labelled; nothing was written.");
        return 0;
      }
      Distillation.Outcome outcome =
          distillation.run(
              taught,
              interrupt::happened,
              (step, loss, done) -> {
                text.printf("step %6d  %5.1f %%  loss %.3f%n", step, 100 * done, loss);
                text.flush();
              });
      report(text, outcome);
    }
    return 0;
  }

  private void check() {
    runtime = compute.read(spec);
    if (!(minutes > 0) || frames < 10) {
      throw new ParameterException(
          spec.commandLine(), "--minutes must be more than 0 and --frames at least 10");
    }
    if (steps != null && steps < 1) {
      throw new ParameterException(spec.commandLine(), "--steps " + steps + " must be at least 1");
    }
  }

  private Checkpoint weights() throws IOException {
    return student == null ? StudentWeights.bundled() : StudentWeights.of(student);
  }

  private List<TaughtFrame> label(PrintWriter text, Interrupt interrupt)
      throws IOException, SourceException {
    boolean everyFrame = OtherModels.needsEveryFrame(teacher);
    List<TaughtFrame> taught = new ArrayList<>();
    for (String file : footage) {
      Optional<Segmenter> motion =
          withMotion && !everyFrame ? Optional.of(OtherModels.open("motion")) : Optional.empty();
      try (Segmenter segmenter = OtherModels.open(teacher)) {
        List<TaughtFrame> some =
            new Footage(segmenter, everyFrame, motion, frames).label(file, interrupt::happened);
        long heldOut = some.stream().filter(TaughtFrame::heldOut).count();
        text.printf(
            "%s: %s labelled %d frames to learn from and %d to measure on%n",
            file, teacher, some.size() - heldOut, heldOut);
        text.flush();
        taught.addAll(some);
      } finally {
        motion.ifPresent(Segmenter::close);
      }
    }
    return taught;
  }

  private void report(PrintWriter text, Distillation.Outcome outcome) {
    text.printf("agreement with %s on frames kept apart:%n", teacher);
    line(text, "before", outcome.before());
    line(text, "after", outcome.after());
    if (!outcome.isBetter()) {
      text.println(
          "it agrees no better than before: keep the network that you have, or teach it with more"
              + " footage, --frames or --steps");
    }
    text.printf("model: %s, trained on %s%n", outcome.model(), runtime.device());
    text.printf(
        "use it: panoptes replay FILE --segmenter model:%s%n", outcome.model().toAbsolutePath());
    text.flush();
  }

  private static void line(PrintWriter text, String name, Validation.Result result) {
    text.printf(
        "  %-6s  PQ %.1f  mIoU %.1f  things' recall %.1f  %.1f frames/s%n",
        name,
        100 * result.all().pq(),
        100 * result.all().meanIou(),
        100 * result.all().thingsRecall(),
        1 / result.secondsPerPicture());
  }
}
