package io.panoptes.sink.draw;

/** Draws filled, rounded rectangles to put text on. Not safe for many threads. */
final class Plates {

  private final Inks inks;

  Plates(Inks inks) {
    this.inks = inks;
  }

  /** Parts outside the picture are left out. */
  void fill(
      Picture picture,
      int left,
      int top,
      int width,
      int height,
      int radius,
      int rgb,
      double opacity) {
    Ink ink = inks.get(rgb, opacity);
    byte[] bgr = picture.bgr();
    for (int row = 0; row < height; row++) {
      int y = top + row;
      if (y < 0 || y >= picture.height()) {
        continue;
      }
      int inset = inset(Math.min(row, height - 1 - row), Math.min(radius, height / 2));
      int from = Math.max(0, left + inset);
      int to = Math.min(picture.width(), left + width - inset);
      if (from < to) {
        ink.over(bgr, y * picture.width() + from, to - from);
      }
    }
  }

  /** How far the rounding of a corner reaches in, {@code row} rows from its edge. */
  private static int inset(int row, int radius) {
    if (row >= radius) {
      return 0;
    }
    double y = radius - row - 0.5;
    return (int) Math.round(radius - Math.sqrt(radius * radius - y * y));
  }
}
