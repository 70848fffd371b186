package io.panoptes.core.panoptic;

import io.panoptes.core.geometry.Box;

/**
 * How the picture moved since the camera's frame before: what was at (x, y) then is at (xx·x + xy·y
 * + x0, yx·x + yy·y + y0) now, in full-frame pixels. All numbers are finite.
 */
public record CameraMotion(double xx, double xy, double x0, double yx, double yy, double y0) {

  /** A camera that stands still. */
  public static final CameraMotion NONE = new CameraMotion(1, 0, 0, 0, 1, 0);

  public CameraMotion {
    if (!Double.isFinite(xx)
        || !Double.isFinite(xy)
        || !Double.isFinite(x0)
        || !Double.isFinite(yx)
        || !Double.isFinite(yy)
        || !Double.isFinite(y0)) {
      throw new IllegalArgumentException(
          "camera motion [%s, %s, %s; %s, %s, %s] must be finite"
              .formatted(xx, xy, x0, yx, yy, y0));
    }
  }

  /** A shift by so many pixels. */
  public static CameraMotion shift(double right, double down) {
    return new CameraMotion(1, 0, right, 0, 1, down);
  }

  /** Where x of a point has gone. */
  public double applyX(double x, double y) {
    return xx * x + xy * y + x0;
  }

  /** Where y of a point has gone. */
  public double applyY(double x, double y) {
    return yx * x + yy * y + y0;
  }

  /** How much larger everything has become in each direction, on average. */
  public double scale() {
    return Math.sqrt(Math.abs(xx * yy - xy * yx));
  }

  /** An upright box that has moved with the picture: its centre moves, its sides are scaled. */
  public Box apply(Box box) {
    double x = (box.left() + box.right()) / 2;
    double y = (box.top() + box.bottom()) / 2;
    double w = box.width() * scale();
    double h = box.height() * scale();
    return Box.ofSize(applyX(x, y) - w / 2, applyY(x, y) - h / 2, w, h);
  }

  public boolean isNone() {
    return equals(NONE);
  }
}
