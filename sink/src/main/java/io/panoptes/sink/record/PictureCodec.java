package io.panoptes.sink.record;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.sink.draw.Picture;
import java.io.IOException;

/** Turns compressed pictures into pixels and back. An instance belongs to one thread. */
public interface PictureCodec extends AutoCloseable {

  /**
   * @param into takes the pixels; undefined after an error
   * @throws IOException when the bytes are no picture of that size
   */
  void decode(EncodedImage image, Picture into) throws IOException;

  /**
   * The picture as JPEG.
   *
   * @param quality 1 to 100
   */
  byte[] jpeg(Picture picture, int quality) throws IOException;

  /** Frees native memory. */
  @Override
  void close();
}
