package io.panoptes.train.run;

import static java.util.Objects.requireNonNull;

import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.data.Augmentation;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param pictures to learn from
 * @param validation pictures to measure on
 * @param out folder for checkpoint, history, report and model
 * @param first weights to begin with, of a model of the same network; empty for random ones
 * @param seed of the first weights, of samples and of their order
 * @param minutes of computing, resumed runs added up; 0 when epochs end the run
 * @param epochs over the pictures; 0 when the time ends the run
 * @param augmentation how samples are cut and varied; larger ones show more around things and take
 *     time
 * @param batch samples a step
 * @param learningRate the largest of the run
 * @param runtime device and threads; as many threads more prepare samples
 * @param checkpointEvery time between checkpoints
 * @param validateEvery time between validations
 * @param mostValidated pictures of a validation before the last, which takes all
 * @param resume whether to go on from the checkpoint in {@code out}
 */
public record TrainingPlan(
    LabelledPictures pictures,
    Optional<LabelledPictures> validation,
    Path out,
    Optional<Checkpoint> first,
    long seed,
    double minutes,
    double epochs,
    Augmentation augmentation,
    int batch,
    double learningRate,
    RuntimeOptions runtime,
    Duration checkpointEvery,
    Duration validateEvery,
    int mostValidated,
    boolean resume) {

  public TrainingPlan {
    requireNonNull(pictures, "pictures is null");
    requireNonNull(validation, "validation is null");
    requireNonNull(out, "out is null");
    requireNonNull(first, "first is null");
    requireNonNull(augmentation, "augmentation is null");
    if (minutes > 0 == epochs > 0 || minutes < 0 || epochs < 0) {
      throw new IllegalArgumentException(
          "%s minutes and %s epochs; one of them must be more than 0".formatted(minutes, epochs));
    }
    if (validation.isPresent() && !validation.get().labels().equals(pictures.labels())) {
      throw new IllegalArgumentException("training and validation have different labels");
    }
  }

  /** What a user gets who says no more than this. */
  public static TrainingPlan of(
      LabelledPictures pictures, Optional<LabelledPictures> validation, Path out) {
    return new TrainingPlan(
        pictures,
        validation,
        out,
        Optional.empty(),
        1,
        60,
        0,
        Augmentation.street(320),
        8,
        0.003,
        RuntimeOptions.cpu().withThreads(Runtime.getRuntime().availableProcessors()),
        Duration.ofMinutes(3),
        Duration.ofMinutes(15),
        60,
        false);
  }

  LabelSet labels() {
    return pictures.labels();
  }

  /** Steps of the whole run, 0 when the time ends it. */
  long steps() {
    return epochs > 0 ? Math.max(1, (long) Math.ceil(epochs * pictures.size() / batch)) : 0;
  }

  Duration time() {
    return Duration.ofMillis((long) (minutes * 60_000));
  }

  Path checkpoint() {
    return out.resolve("checkpoint");
  }

  Path history() {
    return out.resolve("history.csv");
  }

  Path report() {
    return out.resolve("report.html");
  }

  Path model() {
    return out.resolve("model");
  }
}
