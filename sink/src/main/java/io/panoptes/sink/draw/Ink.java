package io.panoptes.sink.draw;

/**
 * A colour of a certain opacity as three tables, so that laying it over a pixel is three look-ups.
 */
public final class Ink {

  private final byte[] blue;
  private final byte[] green;
  private final byte[] red;

  /**
   * @param rgb 0xRRGGBB
   * @param opacity 0 to 1
   */
  public Ink(int rgb, double opacity) {
    int alpha = (int) Math.round(256 * Math.max(0, Math.min(1, opacity)));
    blue = table(rgb & 0xFF, alpha);
    green = table(rgb >> 8 & 0xFF, alpha);
    red = table(rgb >> 16 & 0xFF, alpha);
  }

  private static byte[] table(int colour, int alpha) {
    byte[] table = new byte[256];
    for (int under = 0; under < 256; under++) {
      table[under] = (byte) ((under * (256 - alpha) + colour * alpha + 128) >> 8);
    }
    return table;
  }

  /** Lays the ink over {@code count} pixels from pixel {@code start} on. */
  public void over(byte[] bgr, int start, int count) {
    int end = 3 * (start + count);
    for (int i = 3 * start; i < end; i += 3) {
      bgr[i] = blue[bgr[i] & 0xFF];
      bgr[i + 1] = green[bgr[i + 1] & 0xFF];
      bgr[i + 2] = red[bgr[i + 2] & 0xFF];
    }
  }

  /** Lays the ink over one pixel. */
  public void over(byte[] bgr, int pixel) {
    int i = 3 * pixel;
    bgr[i] = blue[bgr[i] & 0xFF];
    bgr[i + 1] = green[bgr[i + 1] & 0xFF];
    bgr[i + 2] = red[bgr[i + 2] & 0xFF];
  }
}
