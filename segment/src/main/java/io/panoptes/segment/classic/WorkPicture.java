package io.panoptes.segment.classic;

/**
 * A picture at the size at which it is worked on. Read only.
 *
 * <p>{@code bgr} has three bytes a pixel; {@code lab} three floats: CIE lightness 0 to 100, and the
 * two colour axes about −128 to 127, so that Euclidean distances are ΔE (1976).
 */
public final class WorkPicture {

  private final int width;
  private final int height;
  private final byte[] bgr;
  private final float[] lab;

  /** Both arrays are row-major; ownership passes to the new object. */
  public WorkPicture(int width, int height, byte[] bgr, float[] lab) {
    if (bgr.length != 3 * width * height || lab.length != bgr.length) {
      throw new IllegalArgumentException(
          "picture of %dx%d needs %d values, got %d and %d"
              .formatted(width, height, 3 * width * height, bgr.length, lab.length));
    }
    this.width = width;
    this.height = height;
    this.bgr = bgr;
    this.lab = lab;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int pixels() {
    return width * height;
  }

  public byte[] bgr() {
    return bgr;
  }

  public float[] lab() {
    return lab;
  }

  /** Brightness of each pixel, 0 to 255 as unsigned bytes, by the weights of BT.601. */
  public byte[] grey() {
    byte[] grey = new byte[pixels()];
    for (int i = 0, at = 0; i < grey.length; i++, at += 3) {
      int sum = 114 * (bgr[at] & 0xFF) + 587 * (bgr[at + 1] & 0xFF) + 299 * (bgr[at + 2] & 0xFF);
      grey[i] = (byte) ((sum + 500) / 1000);
    }
    return grey;
  }

  /** Squared ΔE between two pixels. */
  public float difference(int one, int other) {
    float l = lab[3 * one] - lab[3 * other];
    float a = lab[3 * one + 1] - lab[3 * other + 1];
    float b = lab[3 * one + 2] - lab[3 * other + 2];
    return l * l + a * a + b * b;
  }

  /**
   * How strongly colour changes at each pixel: ΔE a pixel by Sobel's weights over all three
   * channels, 0 where the picture is flat.
   */
  public float[] gradient() {
    float[] gradient = new float[pixels()];
    for (int y = 0, i = 0; y < height; y++) {
      int up = y > 0 ? -width : 0;
      int down = y + 1 < height ? width : 0;
      for (int x = 0; x < width; x++, i++) {
        int left = x > 0 ? -1 : 0;
        int right = x + 1 < width ? 1 : 0;
        float sum = 0;
        for (int c = 0; c < 3; c++) {
          float ul = lab[3 * (i + up + left) + c];
          float ur = lab[3 * (i + up + right) + c];
          float dl = lab[3 * (i + down + left) + c];
          float dr = lab[3 * (i + down + right) + c];
          float dx = ur + dr - ul - dl + 2 * (lab[3 * (i + right) + c] - lab[3 * (i + left) + c]);
          float dy = dl + dr - ul - ur + 2 * (lab[3 * (i + down) + c] - lab[3 * (i + up) + c]);
          sum += dx * dx + dy * dy;
        }
        gradient[i] = (float) Math.sqrt(sum) / 8;
      }
    }
    return gradient;
  }
}
