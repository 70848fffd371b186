package io.panoptes.train.data;

import java.nio.file.Path;

/** Reads picture files. Implementations are safe for many threads. */
public interface PictureReader {

  /**
   * @throws io.panoptes.eval.EvalInputException when the file is missing or no picture
   */
  Pixels read(Path file);
}
