package io.panoptes.segment;

import io.panoptes.core.frame.EncodedImage;

/** Turns a compressed picture into pixels. Implementations are safe for many threads. */
public interface ImageDecoder {

  /**
   * Decodes into {@code target}, whose size the picture must have.
   *
   * @throws UndecodableImageException when the bytes are no picture or one of another size
   */
  void decode(EncodedImage encoded, Image target);
}
