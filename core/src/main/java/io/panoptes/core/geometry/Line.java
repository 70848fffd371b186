package io.panoptes.core.geometry;

import static java.util.Objects.requireNonNull;

/**
 * A directed segment between two different points in full-frame pixels. Seen along the direction
 * {@code from} → {@code to} on the screen, its left is the negative and its right the positive
 * side.
 */
public record Line(Point from, Point to) {

  public Line {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    if (from.x() == to.x() && from.y() == to.y()) {
      throw new IllegalArgumentException("line from " + from + " to itself has no direction");
    }
  }

  /** Length in pixels, greater than 0. */
  public double length() {
    return from.distanceTo(to);
  }

  /**
   * Signed distance in pixels from the infinite line to {@code point}: positive to the right of the
   * direction of travel (on the screen, y downwards), negative to its left, 0 on it.
   */
  public double signedDistance(Point point) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    return (dx * (point.y() - from.y()) - dy * (point.x() - from.x())) / length();
  }

  /** Whether the two closed segments share at least one point. */
  public boolean intersects(Line other) {
    double a = other.signedDistance(from);
    double b = other.signedDistance(to);
    double c = signedDistance(other.from);
    double d = signedDistance(other.to);
    if (((a > 0 && b < 0) || (a < 0 && b > 0)) && ((c > 0 && d < 0) || (c < 0 && d > 0))) {
      return true;
    }
    return (c == 0 && covers(other.from))
        || (d == 0 && covers(other.to))
        || (a == 0 && other.covers(from))
        || (b == 0 && other.covers(to));
  }

  private boolean covers(Point point) {
    return point.x() >= Math.min(from.x(), to.x())
        && point.x() <= Math.max(from.x(), to.x())
        && point.y() >= Math.min(from.y(), to.y())
        && point.y() <= Math.max(from.y(), to.y());
  }
}
