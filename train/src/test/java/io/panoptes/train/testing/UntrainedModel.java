package io.panoptes.train.testing;

import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.TrainSettings;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.Sample;
import io.panoptes.train.data.SampleSource;
import io.panoptes.train.run.TrainingRun;
import io.panoptes.train.tensorflow.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;

/**
 * The smallest network with its first weights, as a model folder that knows the street's labels.
 */
public final class UntrainedModel {

  private UntrainedModel() {}

  public static void write(Path folder) throws IOException {
    int labels = LabelSet.STREET.size();
    TrainSettings settings =
        new TrainSettings(
            1,
            1,
            0.001,
            0,
            Collections.nCopies(labels, 1f),
            1,
            Duration.ZERO,
            RuntimeOptions.cpu().withThreads(1));
    try (Trainer trainer = new Trainer(Architecture.tiny(labels), settings, new NoSamples())) {
      TrainingRun.writeModel(
          folder, Architecture.tiny(labels), trainer.checkpoint().weights(), LabelSet.STREET);
    }
  }

  /** A trainer that is never advanced needs none. */
  private static final class NoSamples implements SampleSource {
    @Override
    public Sample next() {
      throw new IllegalStateException("there are no samples");
    }

    @Override
    public void skipTo(long position) {}
  }
}
