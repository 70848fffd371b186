package io.panoptes.sink.draw;

/**
 * An uncompressed picture: rows from the top, three bytes a pixel in the order blue, green, red,
 * without padding. It is a buffer to be filled, drawn on and used again; whoever holds it owns it.
 */
public final class Picture {

  private final int width;
  private final int height;
  private final byte[] bgr;

  /** A black one. */
  public Picture(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "picture of " + width + "x" + height + " must be at least 1x1");
    }
    this.width = width;
    this.height = height;
    this.bgr = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy. */
  public byte[] bgr() {
    return bgr;
  }

  /** The colour at a pixel, 0xRRGGBB. */
  public int rgb(int x, int y) {
    int i = 3 * (y * width + x);
    return (bgr[i + 2] & 0xFF) << 16 | (bgr[i + 1] & 0xFF) << 8 | (bgr[i] & 0xFF);
  }

  /** Fills the whole picture with one colour, 0xRRGGBB. */
  public void fill(int rgb) {
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = (byte) rgb;
      bgr[i + 1] = (byte) (rgb >> 8);
      bgr[i + 2] = (byte) (rgb >> 16);
    }
  }

  /** Takes over the pixels of another picture of the same size. */
  public void copyFrom(Picture other) {
    if (other.width != width || other.height != height) {
      throw new IllegalArgumentException(
          "a picture of %dx%d cannot take one of %dx%d"
              .formatted(width, height, other.width, other.height));
    }
    System.arraycopy(other.bgr, 0, bgr, 0, bgr.length);
  }
}
