package io.panoptes.train.distil;

import io.panoptes.eval.EvalInputException;
import io.panoptes.segment.street.StreetSegmenterProvider;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.run.TrainingRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Weights that a student begins with. */
public final class StudentWeights {

  private StudentWeights() {}

  /**
   * Those of a model folder that training wrote.
   *
   * @throws EvalInputException when the folder has none
   */
  public static Checkpoint of(Path model) throws IOException {
    Path file = model.resolve(TrainingRun.WEIGHTS);
    if (!Files.isRegularFile(file)) {
      throw new EvalInputException(
          file, "", "there is no such file; name a model folder that train or distil wrote");
    }
    return Checkpoint.read(file);
  }

  /**
   * Those of the model that comes with Panoptes.
   *
   * @throws EvalInputException when this build has none
   */
  public static Checkpoint bundled() throws IOException {
    try (InputStream in = StreetSegmenterProvider.class.getResourceAsStream(TrainingRun.WEIGHTS)) {
      if (in == null) {
        throw new EvalInputException(
            "the bundled model",
            "",
            "comes without weights in this build; name a model folder of your own with --student");
      }
      Path file = Files.createTempFile("panoptes", ".weights");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return Checkpoint.read(file);
      } finally {
        Files.delete(file);
      }
    }
  }
}
