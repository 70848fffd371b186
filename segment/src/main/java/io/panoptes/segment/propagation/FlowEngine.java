package io.panoptes.segment.propagation;

import io.panoptes.segment.Image;

/**
 * Small grey pictures of one size and the optical flow between them. Equal pictures give equal
 * results. One thread at a time.
 */
public interface FlowEngine extends AutoCloseable {

  /** Width and height that small pictures have at least; smaller frames are enlarged. */
  int LEAST_SIDE = 64;

  /** Opens engines. Safe for many threads. */
  interface Factory {

    /**
     * Opens an engine; the caller closes it.
     *
     * @param width of the small pictures, in pixels
     * @param height likewise
     */
    FlowEngine open(int width, int height);
  }

  /** A picture's brightness at the engine's size, row-major, 0 to 255 in each byte. */
  byte[] grey(Image image);

  /**
   * Where each pixel of one small picture was in another.
   *
   * @param flow receives two numbers a pixel, row-major: how far to the right and how far below its
   *     place in {@code current} it lies in {@code earlier}, in pixels of the small pictures
   */
  void flow(byte[] current, byte[] earlier, float[] flow);

  @Override
  void close();
}
