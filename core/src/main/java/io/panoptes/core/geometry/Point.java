package io.panoptes.core.geometry;

/**
 * A position in full-frame pixels; x grows to the right, y downwards, and (0, 0) is the upper left
 * corner of the upper left pixel.
 *
 * @param x horizontal position in pixels, finite
 * @param y vertical position in pixels, finite
 */
public record Point(double x, double y) {

  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "point (" + x + ", " + y + ") must have finite coordinates");
    }
  }

  /** Euclidean distance to {@code other} in pixels. */
  public double distanceTo(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
