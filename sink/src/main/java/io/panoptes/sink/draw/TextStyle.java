package io.panoptes.sink.draw;

import java.util.function.IntFunction;

/**
 * The sizes and type faces of an overlay, chosen by the height of the picture.
 *
 * @param scale 1 for a picture of 720 rows
 * @param plain for most texts
 * @param bold for the camera's name
 */
record TextStyle(double scale, Typeface plain, Typeface bold) {

  private static final int SIZE = 15;
  private static final int MIN_SIZE = 11;

  /**
   * @param plain makes a type face of a size in pixels
   * @param bold likewise
   */
  static TextStyle forHeight(int height, IntFunction<Typeface> plain, IntFunction<Typeface> bold) {
    double scale = Math.max(0.7, Math.min(3, height / 720.0));
    int size = Math.max(MIN_SIZE, (int) Math.round(SIZE * scale));
    return new TextStyle(scale, plain.apply(size), bold.apply(size));
  }

  /** A length in pixels, at least 1. */
  int px(double length) {
    return Math.max(1, (int) Math.round(length * scale));
  }
}
