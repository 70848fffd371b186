package io.panoptes.train.distil;

import static java.util.Objects.requireNonNull;

import io.panoptes.segment.Segmenter;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.TrainSettings;
import io.panoptes.train.data.Augmentation;
import io.panoptes.train.data.CachedPictures;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.data.ParallelSamples;
import io.panoptes.train.data.PictureSampler;
import io.panoptes.train.data.PicturesInMemory;
import io.panoptes.train.report.Validation;
import io.panoptes.train.run.TrainingRun;
import io.panoptes.train.tensorflow.LossParts;
import io.panoptes.train.tensorflow.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Teaches a trained network what a teacher says of a camera's footage, and measures on frames that
 * were kept apart how well it agrees before and after. One thread runs it, once.
 */
public final class Distillation {

  private static final double WEIGHT_DECAY = 0.02;
  private static final int STEPS_A_LINE = 10;
  private static final int AHEAD = 3;

  private final Plan plan;
  private final Checkpoint student;
  private final LabelSet labels;

  /**
   * What to do.
   *
   * @param out folder for the new model
   * @param time of computing, or zero when {@code steps} end it
   * @param steps to learn, or 0 when {@code time} ends it
   * @param side of the samples in pixels
   * @param runtime device of the training, and threads; as many threads more prepare samples
   * @param data labelled pictures that half of the samples are made of; empty for none
   */
  public record Plan(
      Path out,
      long seed,
      Duration time,
      long steps,
      int side,
      int batch,
      double learningRate,
      RuntimeOptions runtime,
      Optional<LabelledPictures> data) {

    /** What a user gets who says no more than this. */
    public static Plan of(Path out) {
      return new Plan(
          out,
          1,
          Duration.ofMinutes(10),
          0,
          320,
          8,
          0.0005,
          RuntimeOptions.cpu().withThreads(Runtime.getRuntime().availableProcessors()),
          Optional.empty());
    }
  }

  /** Hears how it goes. */
  public interface Progress {
    void steps(long step, double loss, double done);
  }

  /**
   * What came out.
   *
   * @param before agreement with the teacher on the frames kept apart, and the student's time
   * @param after the same with what it has learnt
   * @param model folder of the new model
   */
  public record Outcome(Validation.Result before, Validation.Result after, Path model) {

    /** By how much PQ and mIoU together must rise; less may be chance. */
    private static final double LEAST_GAIN = 0.005;

    /** Whether the student agrees better with the teacher than before. */
    public boolean isBetter() {
      return agreement(after) >= agreement(before) + LEAST_GAIN;
    }

    private static double agreement(Validation.Result result) {
      return result.all().pq() + result.all().meanIou();
    }
  }

  /**
   * @param student weights to begin with, as {@link TrainingRun#writeModel} leaves them
   * @param labels that the weights know
   */
  public Distillation(Plan plan, Checkpoint student, LabelSet labels) {
    this.plan = requireNonNull(plan, "plan is null");
    this.student = requireNonNull(student, "student is null");
    this.labels = requireNonNull(labels, "labels is null");
    if (student.architecture().labels() != labels.size()) {
      throw new IllegalArgumentException(
          "the student knows %d labels, not %d"
              .formatted(student.architecture().labels(), labels.size()));
    }
  }

  /**
   * @param frames of the footage; some to learn from and some kept apart
   * @param stop asked before each frame and step, whether no step more is to be made; may take its
   *     time, which slows the work down
   */
  public Outcome run(List<TaughtFrame> frames, BooleanSupplier stop, Progress progress)
      throws IOException {
    Files.createDirectories(plan.out());
    Path model = plan.out().resolve("model");
    TrainingRun.writeModel(model, student.architecture(), student.state(), labels);
    List<String> names = new ArrayList<>();
    List<LabelledPicture> learnt = new ArrayList<>();
    Validation kept = new Validation(heldOut(frames));
    Validation.Result before;
    try (Segmenter untaught = TrainingRun.open(model, plan.runtime().threads())) {
      before = kept.run(untaught, 0, (done, of) -> stop.getAsBoolean());
      for (TaughtFrame frame : frames) {
        if (!frame.heldOut() && !stop.getAsBoolean()) {
          names.add(frame.name());
          learnt.add(
              TeacherLabels.filled(
                  frame, Validation.segment(untaught, frame.pixels(), learnt.size()), labels));
        }
      }
    }
    if (stop.getAsBoolean()) {
      return new Outcome(before, before, model);
    }
    if (learnt.isEmpty()) {
      throw new IllegalArgumentException("there is no frame to learn from");
    }
    learn(model, new PicturesInMemory(labels, names, learnt), stop, progress);
    try (Segmenter taught = TrainingRun.open(model, plan.runtime().threads())) {
      return new Outcome(before, kept.run(taught, 0, (done, of) -> stop.getAsBoolean()), model);
    }
  }

  private PicturesInMemory heldOut(List<TaughtFrame> frames) {
    List<String> names = new ArrayList<>();
    List<LabelledPicture> kept = new ArrayList<>();
    for (TaughtFrame frame : frames) {
      if (frame.heldOut()) {
        names.add(frame.name());
        kept.add(TeacherLabels.of(frame, labels));
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException("there is no frame kept apart to measure on");
    }
    return new PicturesInMemory(labels, names, kept);
  }

  private void learn(Path model, LabelledPictures footage, BooleanSupplier stop, Progress progress)
      throws IOException {
    LabelledPictures pictures =
        plan.data().isEmpty()
            ? footage
            : new MixedPictures(
                footage,
                new CachedPictures(plan.data().get(), Runtime.getRuntime().maxMemory() / 2));
    PictureSampler sampler =
        new PictureSampler(pictures, Augmentation.camera(plan.side()), plan.seed());
    TrainSettings settings =
        new TrainSettings(
            plan.seed(),
            plan.batch(),
            plan.learningRate(),
            WEIGHT_DECAY,
            TrainingRun.labelWeights(labels),
            plan.steps(),
            plan.time(),
            plan.runtime());
    try (ParallelSamples samples =
            new ParallelSamples(sampler, plan.runtime().threads(), AHEAD * plan.batch());
        Trainer trainer = new Trainer(student.architecture(), settings, samples)) {
      trainer.begin(student.state());
      double sum = 0;
      while (!trainer.isDone() && !stop.getAsBoolean()) {
        LossParts parts = trainer.advance();
        sum += parts.total();
        if (trainer.steps() % STEPS_A_LINE == 0) {
          progress.steps(trainer.steps(), sum / STEPS_A_LINE, trainer.progress());
          sum = 0;
        }
      }
      TrainingRun.writeModel(model, student.architecture(), trainer.checkpoint().weights(), labels);
    }
  }
}
