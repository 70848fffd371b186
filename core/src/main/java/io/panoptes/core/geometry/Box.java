package io.panoptes.core.geometry;

/**
 * An axis-aligned, half-open rectangle in full-frame pixels: it covers left ≤ x &lt; right and top
 * ≤ y &lt; bottom, so that width is {@code right - left} and neighbouring boxes do not overlap. It
 * may reach outside the frame and may be empty.
 *
 * @param left smallest x, finite
 * @param top smallest y, finite
 * @param right end of x, at least {@code left}
 * @param bottom end of y, at least {@code top}
 */
public record Box(double left, double top, double right, double bottom) {

  public Box {
    if (!Double.isFinite(left)
        || !Double.isFinite(top)
        || !Double.isFinite(right)
        || !Double.isFinite(bottom)
        || right < left
        || bottom < top) {
      throw new IllegalArgumentException(
          "box [%s, %s, %s, %s] must be finite with left <= right and top <= bottom"
              .formatted(left, top, right, bottom));
    }
  }

  /** The box whose upper left corner is (x, y); width and height must not be negative. */
  public static Box ofSize(double x, double y, double width, double height) {
    return new Box(x, y, x + width, y + height);
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return bottom - top;
  }

  /** Area in square pixels; 0 when empty. */
  public double area() {
    return width() * height();
  }

  public Point centre() {
    return new Point((left + right) / 2, (top + bottom) / 2);
  }

  /** The middle of the lower edge: where a person or a vehicle stands on the ground. */
  public Point foot() {
    return new Point((left + right) / 2, bottom);
  }

  /** Whether (x, y) lies inside, the right and bottom edges excluded. */
  public boolean contains(double x, double y) {
    return x >= left && x < right && y >= top && y < bottom;
  }

  /** Area shared with {@code other} in square pixels; 0 when they only touch. */
  public double intersectionArea(Box other) {
    double w = Math.min(right, other.right) - Math.max(left, other.left);
    double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  /** Intersection over union, 0 to 1; 0 when both are empty. */
  public double iou(Box other) {
    double intersection = intersectionArea(other);
    double union = area() + other.area() - intersection;
    return union <= 0 ? 0 : intersection / union;
  }

  /** The smallest box that covers both. */
  public Box union(Box other) {
    return new Box(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  public Box translate(double dx, double dy) {
    return new Box(left + dx, top + dy, right + dx, bottom + dy);
  }

  /** The part inside a frame of the given size; empty at the nearest edge when wholly outside. */
  public Box clip(int frameWidth, int frameHeight) {
    double l = Math.min(Math.max(left, 0), frameWidth);
    double t = Math.min(Math.max(top, 0), frameHeight);
    double r = Math.min(Math.max(right, l), frameWidth);
    double b = Math.min(Math.max(bottom, t), frameHeight);
    return new Box(l, t, r, b);
  }
}
