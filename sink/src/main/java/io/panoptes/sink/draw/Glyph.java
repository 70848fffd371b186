package io.panoptes.sink.draw;

/**
 * A drawn character. The array is owned by this object and nobody may change it.
 *
 * @see Typeface
 */
public final class Glyph {

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final double advance;
  private final byte[] coverage;

  /**
   * @param left from the pen to the first column, in pixels
   * @param top from the baseline to the first row, negative above it
   * @param advance from this pen position to the next
   * @param coverage row-major, 0 to 255; ownership passes to the new object
   */
  public Glyph(int left, int top, int width, int height, double advance, byte[] coverage) {
    if (coverage.length != width * height) {
      throw new IllegalArgumentException(
          "glyph of %dx%d needs as many bytes, got %d".formatted(width, height, coverage.length));
    }
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.advance = advance;
    this.coverage = coverage;
  }

  public double advance() {
    return advance;
  }

  /** Draws the glyph with the pen at (x, y); parts outside the picture are left out. */
  void paint(Picture picture, int x, int y, int rgb, int alpha) {
    byte[] bgr = picture.bgr();
    int firstRow = Math.max(0, -(y + top));
    int lastRow = Math.min(height, picture.height() - (y + top));
    int firstColumn = Math.max(0, -(x + left));
    int lastColumn = Math.min(width, picture.width() - (x + left));
    for (int row = firstRow; row < lastRow; row++) {
      int target = (y + top + row) * picture.width() + x + left;
      for (int column = firstColumn; column < lastColumn; column++) {
        int cover = coverage[row * width + column] & 0xFF;
        if (cover != 0) {
          Strokes.blend(bgr, 3 * (target + column), rgb, cover * alpha / 255);
        }
      }
    }
  }
}
