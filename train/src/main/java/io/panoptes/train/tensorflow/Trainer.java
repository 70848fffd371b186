package io.panoptes.train.tensorflow;

import static java.util.Objects.requireNonNull;

import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.Parameter;
import io.panoptes.train.TrainSettings;
import io.panoptes.train.data.Sample;
import io.panoptes.train.data.SampleSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one network, step by step. Equal samples, settings and numbers of threads give equal
 * weights, also if training stopped in between and went on from a {@link Checkpoint}. Owns native
 * memory; one thread at a time.
 */
public final class Trainer implements AutoCloseable {

  /** Share of new weights in their moving average, and of a batch in means and variances. */
  private static final double AVERAGING = 0.002;

  private static final double OBSERVING = 0.005;

  /**
   * In the beginning averages are over the last quarter or so of the steps (polynomial decay;
   * Shamir and Zhang, 2013), so that short runs forget what they began with.
   */
  private static final double DECAY = 3;

  private final Architecture architecture;
  private final TrainSettings settings;
  private final SampleSource source;
  private final TrainingGraph graph;
  private long step;
  private long samples;
  private double seconds;

  /**
   * Makes sure that there is a device to train on, before anything else is begun.
   *
   * @throws io.panoptes.segment.SegmenterException when it is not there; the message says what is
   */
  public static void check(RuntimeOptions runtime) {
    TrainingGraph.config(runtime);
  }

  /** A network with first weights; the source stays its owner's. */
  public Trainer(Architecture architecture, TrainSettings settings, SampleSource source) {
    this.architecture = requireNonNull(architecture, "architecture is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.source = requireNonNull(source, "source is null");
    if (settings.labelWeights().size() != architecture.labels()) {
      throw new IllegalArgumentException(
          "there are %d label weights for %d labels"
              .formatted(settings.labelWeights().size(), architecture.labels()));
    }
    this.graph =
        new TrainingGraph(
            architecture,
            LossSettings.of(settings.labelWeights()),
            settings.seed(),
            settings.runtime());
  }

  /**
   * Takes over where a checkpoint was written.
   *
   * @throws IllegalArgumentException when it is of another architecture or seed
   */
  public void resume(Checkpoint checkpoint) {
    if (!checkpoint.architecture().equals(architecture)) {
      throw new IllegalArgumentException(
          "the checkpoint is of %s, the run of %s"
              .formatted(checkpoint.architecture(), architecture));
    }
    if (checkpoint.seed() != settings.seed()) {
      throw new IllegalArgumentException(
          "the checkpoint has the seed %d, the run %d"
              .formatted(checkpoint.seed(), settings.seed()));
    }
    graph.set(checkpoint.state());
    step = checkpoint.step();
    samples = checkpoint.samples();
    seconds = checkpoint.seconds();
    source.skipTo(samples);
  }

  /** Begins with the weights of another run and everything else new. */
  public void begin(Map<String, Parameter> weights) {
    Map<String, Parameter> values = new LinkedHashMap<>();
    weights.forEach(
        (name, parameter) -> {
          values.put(name, parameter);
          if (!name.endsWith("/mean") && !name.endsWith("/variance")) {
            values.put(name + "/average", parameter);
          }
        });
    graph.set(values);
  }

  /** Whether the run that the settings describe is over. */
  public boolean isDone() {
    return progress() >= 1;
  }

  /** Share of the run that is done, 0 to 1. */
  public double progress() {
    return settings.progress(step, seconds);
  }

  /** Steps made, those before a checkpoint included. */
  public long steps() {
    return step;
  }

  /** Samples seen, those before a checkpoint included. */
  public long samples() {
    return samples;
  }

  /** Time of computing in seconds, that before a checkpoint included. */
  public double seconds() {
    return seconds;
  }

  /** Learns from the next batch. */
  public LossParts advance() {
    long start = System.nanoTime();
    List<Sample> batch = new ArrayList<>(settings.batch());
    for (int i = 0; i < settings.batch(); i++) {
      batch.add(source.next());
    }
    double rate = settings.learningRateAt(step, progress());
    step++;
    samples += batch.size();
    double share = (1 + DECAY) / (step + DECAY);
    LossParts parts =
        graph.step(
            batch,
            step,
            rate,
            settings.weightDecay(),
            Math.max(AVERAGING, share),
            Math.max(OBSERVING, share));
    if (!Double.isFinite(parts.total())) {
      throw new IllegalStateException(
          "the loss is %s after %d steps; lower the learning rate, %s now"
              .formatted(parts, step, settings.learningRate()));
    }
    seconds += (System.nanoTime() - start) / 1e9;
    return parts;
  }

  /** Everything that {@link #resume} needs. */
  public Checkpoint checkpoint() {
    return new Checkpoint(architecture, settings.seed(), step, samples, seconds, graph.state());
  }

  @Override
  public void close() {
    graph.close();
  }
}
