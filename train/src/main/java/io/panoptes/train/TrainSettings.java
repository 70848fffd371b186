package io.panoptes.train;

import static java.util.Objects.requireNonNull;

import io.panoptes.segment.model.RuntimeOptions;
import java.time.Duration;
import java.util.List;

/**
 * How a network is trained.
 *
 * @param seed of the first weights and of the order of samples
 * @param batch samples a step; raising it steadies the steps and takes memory
 * @param learningRate the largest of the run
 * @param weightDecay share of the learning rate by which kernels shrink each step
 * @param labelWeights how much a cell of each label counts
 * @param steps of the whole run, or 0 when {@code time} ends it
 * @param time of computing for the whole run, resumed ones added up, or zero when {@code steps}
 *     ends it
 * @param runtime device and threads; other devices and numbers of threads may round otherwise
 */
public record TrainSettings(
    long seed,
    int batch,
    double learningRate,
    double weightDecay,
    List<Float> labelWeights,
    long steps,
    Duration time,
    RuntimeOptions runtime) {

  public TrainSettings {
    labelWeights = List.copyOf(requireNonNull(labelWeights, "labelWeights is null"));
    requireNonNull(time, "time is null");
    require("batch", batch >= 1, batch, "at least 1");
    require("learningRate", learningRate > 0, learningRate, "more than 0");
    require("weightDecay", weightDecay >= 0, weightDecay, "at least 0");
    require("threads", runtime.threads() >= 1, runtime.threads(), "at least 1");
    require("steps", steps >= 0, steps, "at least 0");
    if ((steps > 0) == (time.compareTo(Duration.ZERO) > 0)) {
      throw new IllegalArgumentException(
          "steps " + steps + " and time " + time + "; one of them must end the run, not both");
    }
  }

  private static void require(String name, boolean holds, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed is " + allowed);
    }
  }

  /**
   * Share of the run that is done, 0 to 1.
   *
   * @param step steps that were made
   * @param seconds of computing
   */
  public double progress(long step, double seconds) {
    double done = steps > 0 ? step / (double) steps : seconds / (time.toNanos() / 1e9);
    return Math.min(1, done);
  }

  /**
   * Learning rate: rises over the first 200 steps, or the first twentieth of a shorter run, then
   * falls along a cosine to a hundredth.
   */
  public double learningRateAt(long step, double progress) {
    double warm = Math.min(1, Math.max((step + 1) / 200.0, 20 * progress));
    double cosine = 0.5 * (1 + Math.cos(Math.PI * progress));
    return learningRate * warm * (0.01 + 0.99 * cosine);
  }
}
