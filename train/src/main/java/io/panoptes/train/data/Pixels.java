package io.panoptes.train.data;

/** A picture: three bytes a pixel, red first, row-major. The array is not copied. */
public final class Pixels {

  private final int width;
  private final int height;
  private final byte[] rgb;

  public Pixels(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "picture of %dx%d has %d bytes; three a pixel are needed"
              .formatted(width, height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy: read only. */
  public byte[] rgb() {
    return rgb;
  }
}
