package io.panoptes.ingest.synthetic;

import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import java.util.ArrayList;
import java.util.List;

/**
 * One filled outline of a drawing.
 *
 * @param outline in pixels
 * @param rgb colour, 0xRRGGBB; of no meaning for a shadow
 * @param shadow whether it only darkens what lies below; a shadow belongs to no segment
 */
public record Part(Polygon outline, int rgb, boolean shadow) {

  private static final int ELLIPSE_VERTICES = 20;

  static Part shadow(double x, double y, double radiusX, double radiusY) {
    return new Part(ellipseOutline(x, y, radiusX, radiusY), 0, true);
  }

  static Part ellipse(double x, double y, double radiusX, double radiusY, int rgb) {
    return new Part(ellipseOutline(x, y, radiusX, radiusY), rgb, false);
  }

  static Part box(double left, double top, double right, double bottom, int rgb) {
    return polygon(rgb, left, top, right, top, right, bottom, left, bottom);
  }

  /** A stroke that is {@code from} pixels wide at its first end and {@code to} at its second. */
  static Part limb(double x0, double y0, double from, double x1, double y1, double to, int rgb) {
    double length = Math.max(1e-6, Math.hypot(x1 - x0, y1 - y0));
    double normalX = -(y1 - y0) / length / 2;
    double normalY = (x1 - x0) / length / 2;
    return polygon(
        rgb,
        x0 + normalX * from,
        y0 + normalY * from,
        x1 + normalX * to,
        y1 + normalY * to,
        x1 - normalX * to,
        y1 - normalY * to,
        x0 - normalX * from,
        y0 - normalY * from);
  }

  static Part polygon(int rgb, double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return new Part(new Polygon(points), rgb, false);
  }

  private static Polygon ellipseOutline(double x, double y, double radiusX, double radiusY) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < ELLIPSE_VERTICES; i++) {
      double angle = 2 * Math.PI * i / ELLIPSE_VERTICES;
      points.add(new Point(x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)));
    }
    return new Polygon(points);
  }
}
