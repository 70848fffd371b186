package io.panoptes.sink.record;

import io.panoptes.sink.draw.Typeface;
import java.io.IOException;
import java.nio.file.Path;

/** What a recorder needs of the native world. Safe for many threads; what it makes is not. */
public interface MediaTools {

  PictureCodec pictures();

  /**
   * @param file is replaced
   */
  VideoFile video(Path file, int width, int height) throws IOException;

  /**
   * @param size in pixels
   */
  Typeface typeface(int size, boolean bold);
}
