package io.panoptes.train.run;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.panoptic.Category;
import io.panoptes.eval.EvalInputException;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.Parameter;
import io.panoptes.train.TrainSettings;
import io.panoptes.train.data.CachedPictures;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.data.ParallelSamples;
import io.panoptes.train.data.PictureSampler;
import io.panoptes.train.report.Comparison;
import io.panoptes.train.report.History;
import io.panoptes.train.report.TrainingReport;
import io.panoptes.train.report.Validation;
import io.panoptes.train.tensorflow.LossParts;
import io.panoptes.train.tensorflow.ModelFolder;
import io.panoptes.train.tensorflow.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Trains a network from the first sample to the finished model. One thread runs it, once. */
public final class TrainingRun {

  /** Name of the file in a model folder that training can begin with. */
  public static final String WEIGHTS = "weights";

  private static final String SEMANTIC_BIAS = "semantic/out/bias";

  private static final double WEIGHT_DECAY = 0.02;
  private static final int STEPS_A_LINE = 20;
  private static final int AHEAD = 3;
  private static final int SHOWN = 8;
  private static final int PANEL_WIDTH = 420;

  private final TrainingPlan plan;
  private final Architecture architecture;
  private final TrainingProgress progress;

  /**
   * @throws EvalInputException when the plan's first weights are of another network
   */
  public TrainingRun(TrainingPlan plan, Architecture architecture, TrainingProgress progress) {
    this.plan = requireNonNull(plan, "plan is null");
    this.architecture = requireNonNull(architecture, "architecture is null");
    this.progress = requireNonNull(progress, "progress is null");
    plan.first()
        .filter(first -> !first.architecture().equals(architecture))
        .ifPresent(
            first -> {
              throw new EvalInputException(
                  "the weights to begin with",
                  "",
                  "are of %s, and the run is of %s; name a model of the same network"
                      .formatted(first.architecture(), architecture));
            });
  }

  /**
   * What a run left behind.
   *
   * @param finished whether it was not stopped before its end
   * @param steps in all
   * @param validation of the last weights; empty without validation pictures, or when stopped
   */
  public record Outcome(boolean finished, long steps, Optional<Validation.Result> validation) {}

  /**
   * Trains until the plan's end or until {@code stop} says so, and writes checkpoint, model and
   * report either way.
   *
   * @throws EvalInputException when pictures cannot be read, or a checkpoint is in the way
   */
  public Outcome run(BooleanSupplier stop) throws IOException {
    Files.createDirectories(plan.out());
    Optional<Checkpoint> start = checkpoint();
    History history =
        start.isEmpty() ? new History() : History.read(plan.history(), start.get().step());
    LabelledPictures cached =
        new CachedPictures(plan.pictures(), Runtime.getRuntime().maxMemory() / 2);
    PictureSampler sampler = new PictureSampler(cached, plan.augmentation(), plan.seed());
    try (ParallelSamples samples =
            new ParallelSamples(sampler, plan.runtime().threads(), AHEAD * plan.batch());
        Trainer trainer = new Trainer(architecture, settings(), samples)) {
      if (start.isPresent()) {
        trainer.resume(start.get());
      } else {
        plan.first().ifPresent(first -> trainer.begin(first.state()));
      }
      steps(trainer, history, stop);
      return finish(trainer, history);
    }
  }

  private Optional<Checkpoint> checkpoint() throws IOException {
    boolean exists = Files.isRegularFile(plan.checkpoint());
    if (plan.resume() && !exists) {
      throw new EvalInputException(
          plan.checkpoint(), "", "there is no checkpoint to resume from; leave --resume out");
    }
    if (!plan.resume() && exists) {
      throw new EvalInputException(
          plan.checkpoint(),
          "",
          "is the checkpoint of an earlier run; go on with it with --resume, or name another --out");
    }
    return exists ? Optional.of(Checkpoint.read(plan.checkpoint())) : Optional.empty();
  }

  private TrainSettings settings() {
    return new TrainSettings(
        plan.seed(),
        plan.batch(),
        plan.learningRate(),
        WEIGHT_DECAY,
        labelWeights(plan.labels()),
        plan.steps(),
        plan.time(),
        plan.runtime());
  }

  /** How much a cell of each label counts in training; {@link #writeModel} takes it back. */
  public static List<Float> labelWeights(LabelSet labels) {
    return labels.categories().stream().map(TrainingRun::weight).toList();
  }

  /** Things and poles cover few pixels; people are what cameras are asked for first. */
  private static float weight(Category category) {
    if (category.name().equals("person")) {
      return 2;
    }
    return category.isThing() || category.name().equals("pole") ? 1.5f : 1;
  }

  private void steps(Trainer trainer, History history, BooleanSupplier stop) throws IOException {
    double savedAt = trainer.seconds();
    double validatedAt = trainer.seconds();
    double lineAt = trainer.seconds();
    List<LossParts> line = new ArrayList<>();
    while (!trainer.isDone() && !stop.getAsBoolean()) {
      line.add(trainer.advance());
      if (line.size() == STEPS_A_LINE || trainer.isDone()) {
        report(trainer, history, line, trainer.seconds() - lineAt);
        line.clear();
        lineAt = trainer.seconds();
      }
      if (trainer.seconds() - savedAt > plan.checkpointEvery().toSeconds()) {
        save(trainer, history);
        savedAt = trainer.seconds();
      }
      if (trainer.seconds() - validatedAt > plan.validateEvery().toSeconds() && !trainer.isDone()) {
        writeModel(plan.model(), architecture, trainer.checkpoint().weights(), plan.labels());
        validate(trainer.steps(), history, plan.mostValidated());
        report(history, Optional.empty()).write(plan.report());
        validatedAt = trainer.seconds();
      }
    }
  }

  private void report(Trainer trainer, History history, List<LossParts> line, double seconds) {
    double[] sums = new double[4];
    for (LossParts parts : line) {
      sums[0] += parts.total();
      sums[1] += parts.semantic();
      sums[2] += parts.centre();
      sums[3] += parts.offset();
    }
    int steps = line.size();
    History.Loss loss =
        new History.Loss(
            trainer.steps(),
            trainer.seconds(),
            sums[0] / steps,
            sums[1] / steps,
            sums[2] / steps,
            sums[3] / steps,
            steps * plan.batch() / seconds);
    history.add(loss);
    double done = trainer.progress();
    double left = done > 0 ? trainer.seconds() * (1 - done) / done : 0;
    progress.steps(loss, done, Duration.ofSeconds(Math.round(left)));
  }

  private void save(Trainer trainer, History history) throws IOException {
    trainer.checkpoint().write(plan.checkpoint());
    history.write(plan.history());
  }

  private Outcome finish(Trainer trainer, History history) throws IOException {
    boolean finished = trainer.isDone();
    Checkpoint last = trainer.checkpoint();
    last.write(plan.checkpoint());
    history.write(plan.history());
    writeModel(plan.model(), architecture, last.weights(), plan.labels());
    Optional<Validation.Result> result =
        finished ? validate(trainer.steps(), history, 0) : Optional.empty();
    history.write(plan.history());
    report(history, result).write(plan.report());
    return new Outcome(finished, trainer.steps(), result);
  }

  private Optional<Validation.Result> validate(long step, History history, int most) {
    if (plan.validation().isEmpty()) {
      return Optional.empty();
    }
    try (Segmenter segmenter = open(plan.model())) {
      Validation.Result result =
          new Validation(plan.validation().get()).run(segmenter, most, (pictures, of) -> {});
      history.add(History.Score.of(step, result.all()));
      progress.validated(step, result);
      return Optional.of(result);
    }
  }

  /**
   * Writes a model folder that the segment stage runs, and in it {@link #WEIGHTS}, which training
   * can begin with.
   */
  public static void writeModel(
      Path folder, Architecture architecture, Map<String, Parameter> weights, LabelSet labels)
      throws IOException {
    ModelFolder.write(folder, architecture, calibrated(weights, labels), labels.categories());
    new Checkpoint(architecture, 0, 0, 0, 0, weights).write(folder.resolve(WEIGHTS));
  }

  /**
   * Takes back that training counts some labels more: without, the network would believe in them as
   * much more as they counted.
   */
  private static Map<String, Parameter> calibrated(
      Map<String, Parameter> weights, LabelSet labels) {
    Parameter bias = weights.get(SEMANTIC_BIAS);
    float[] values = bias.values().clone();
    for (int label = 0; label < labels.size(); label++) {
      values[label] -= (float) Math.log(weight(labels.category(label)));
    }
    Map<String, Parameter> calibrated = new LinkedHashMap<>(weights);
    calibrated.put(SEMANTIC_BIAS, new Parameter(bias.shape(), values));
    return calibrated;
  }

  /** A model folder as the segment stage opens it. */
  public static Segmenter open(Path model) {
    return open(model, 0);
  }

  /**
   * The same with so many threads inside the runtime.
   *
   * @param threads 0 for as many as the runtime likes
   */
  public static Segmenter open(Path model, int threads) {
    String name = "model:" + model.toAbsolutePath();
    SegmentSettings settings =
        SegmentSettings.defaults().withRuntime(RuntimeOptions.cpu().withThreads(threads));
    return Segmenters.load()
        .choose(name, settings)
        .open(CameraSegmentation.defaults().withSegmenter(name), settings);
  }

  private TrainingReport report(History history, Optional<Validation.Result> result)
      throws IOException {
    TrainingReport report = new TrainingReport("Training of " + plan.out().getFileName(), history);
    report.fact("Pictures", plan.pictures().size());
    report.fact("Network", architecture);
    report.fact("Seed", plan.seed());
    report.fact("Device", plan.runtime().device());
    report.fact(
        "Samples",
        "%d of %d x %d pixels a step"
            .formatted(plan.batch(), plan.augmentation().width(), plan.augmentation().height()));
    if (!history.losses().isEmpty()) {
      History.Loss last = history.losses().get(history.losses().size() - 1);
      report.fact(
          "Steps", "%d in %.0f minutes of computing".formatted(last.step(), last.seconds() / 60));
    }
    result.ifPresent(report::validation);
    LabelledPictures shown = plan.validation().orElse(plan.pictures());
    try (Segmenter segmenter = open(plan.model())) {
      int count = Math.min(SHOWN, shown.size());
      for (int i = 0; i < count; i++) {
        int index = (int) ((long) i * shown.size() / count);
        LabelledPicture picture = shown.read(index);
        report.picture(
            shown.name(index),
            Comparison.jpeg(
                picture,
                shown.labels(),
                Validation.segment(segmenter, picture.pixels(), i),
                PANEL_WIDTH));
      }
    }
    return report;
  }
}
