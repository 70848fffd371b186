package io.panoptes.segment;

import java.nio.ByteBuffer;

/**
 * A decoded picture: three bytes a pixel in the order blue, green, red, row-major without padding,
 * in memory outside the heap so that native libraries read it in place.
 *
 * <p>Whoever decodes writes it once; afterwards it is read only and safe for many threads. Buffers
 * are reused: a segmenter must not keep a picture after {@link Segmenter#segment} has returned.
 */
public final class Image {

  /** Bytes of a pixel. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final ByteBuffer bgr;

  private Image(int width, int height, ByteBuffer bgr) {
    this.width = width;
    this.height = height;
    this.bgr = bgr;
  }

  /** A black picture. */
  public static Image allocate(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "picture size " + width + "x" + height + " must be at least 1 pixel each way");
    }
    return new Image(
        width,
        height,
        ByteBuffer.allocateDirect(Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)));
  }

  /** A picture with a copy of the given bytes. */
  public static Image of(int width, int height, byte[] bgr) {
    Image image = allocate(width, height);
    if (bgr.length != image.bgr.capacity()) {
      throw new IllegalArgumentException(
          "picture of %dx%d needs %d bytes, got %d"
              .formatted(width, height, image.bgr.capacity(), bgr.length));
    }
    image.bgr.put(0, bgr);
    return image;
  }

  /**
   * A picture in memory of the caller's.
   *
   * @param bgr a direct buffer of just the picture's bytes; kept, not copied
   */
  public static Image view(int width, int height, ByteBuffer bgr) {
    if (width < 1 || height < 1 || bgr.capacity() != CHANNELS * width * height) {
      throw new IllegalArgumentException(
          "picture of %dx%d needs %d bytes, at least 3, got %d"
              .formatted(width, height, CHANNELS * width * height, bgr.capacity()));
    }
    if (!bgr.isDirect()) {
      throw new IllegalArgumentException("the buffer must be direct");
    }
    return new Image(width, height, bgr);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy; position 0, limit at the end, shared: use a duplicate. */
  public ByteBuffer bgr() {
    return bgr;
  }

  /** A copy of the pixels on the heap. */
  public byte[] toBytes() {
    byte[] bytes = new byte[bgr.capacity()];
    bgr.get(0, bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "Image[" + width + "x" + height + "]";
  }
}
