package io.panoptes.core.config;

import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads shapes drawn in normalised coordinates: {@code [x, y]}, both from 0 (left, top) to 1
 * (right, bottom), so that a shape stays where it is when the resolution changes. {@link
 * Polygon#scale} and {@link #scale} bring them to pixels.
 */
public final class ConfigShapes {

  /** Far below a pixel of the largest frame, far above rounding errors. */
  private static final double NEGLIGIBLE_AREA = 1e-11;

  private ConfigShapes() {}

  /**
   * A list of at least three points under the key, not all on one line; empty, with a problem
   * recorded, when it is not.
   */
  public static Optional<Polygon> polygon(ConfigNode node, String key) {
    return polygon(node, key, node.list(key));
  }

  /** A list of polygons under the key, such as privacy masks; those with problems are left out. */
  public static List<Polygon> polygons(ConfigNode node, String key) {
    List<Polygon> polygons = new ArrayList<>();
    for (ConfigNode item : node.list(key)) {
      polygon(item, "", item.items()).ifPresent(polygons::add);
    }
    return polygons;
  }

  /** A list of single points under the key; those with problems are left out. */
  public static List<Point> points(ConfigNode node, String key) {
    List<Point> points = new ArrayList<>();
    for (ConfigNode item : node.list(key)) {
      point(item).ifPresent(points::add);
    }
    return points;
  }

  private static Optional<Polygon> polygon(ConfigNode node, String key, List<ConfigNode> items) {
    List<Point> points = new ArrayList<>();
    for (ConfigNode item : items) {
      point(item).ifPresent(points::add);
    }
    if (points.size() != items.size()) {
      return Optional.empty();
    }
    if (points.size() < 3) {
      node.problem(
          (key.isEmpty() ? "" : key + " ")
              + "has "
              + points.size()
              + " points; a polygon needs at least 3, each [x, y] from 0 to 1");
      return Optional.empty();
    }
    if (isFlat(points)) {
      node.problem(
          (key.isEmpty() ? "" : key + " ") + "covers no area; its points must not lie on one line");
      return Optional.empty();
    }
    return Optional.of(new Polygon(points));
  }

  /** Whether all triangles from the first point are empty, so that no pixel can be inside. */
  private static boolean isFlat(List<Point> points) {
    Point apex = points.get(0);
    for (int i = 1; i + 1 < points.size(); i++) {
      Point a = points.get(i);
      Point b = points.get(i + 1);
      double twiceArea =
          (a.x() - apex.x()) * (b.y() - apex.y()) - (b.x() - apex.x()) * (a.y() - apex.y());
      if (Math.abs(twiceArea) > NEGLIGIBLE_AREA) {
        return false;
      }
    }
    return true;
  }

  /** Two points under the keys {@code from} and {@code to}; empty, with a problem, otherwise. */
  public static Optional<Line> line(ConfigNode node) {
    Optional<Point> from = point(node.section("from"));
    Optional<Point> to = point(node.section("to"));
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.equals(to)) {
      node.problem("begins and ends at the same point; draw a line with two different ends");
      return Optional.empty();
    }
    return Optional.of(new Line(from.get(), to.get()));
  }

  /** A normalised line in pixels of a frame. */
  public static Line scale(Line line, double width, double height) {
    return new Line(
        new Point(line.from().x() * width, line.from().y() * height),
        new Point(line.to().x() * width, line.to().y() * height));
  }

  private static Optional<Point> point(ConfigNode node) {
    List<ConfigNode> xy = node.items();
    if (xy.size() != 2) {
      node.problem("must be a point [x, y] with both from 0 to 1");
      return Optional.empty();
    }
    if (!xy.get(0).isPresent() || !xy.get(1).isPresent()) {
      node.problem("lacks a coordinate; write a point [x, y] with both from 0 to 1");
      return Optional.empty();
    }
    double x = xy.get(0).asNumber(Double.NaN, 0, 1);
    double y = xy.get(1).asNumber(Double.NaN, 0, 1);
    return Double.isNaN(x) || Double.isNaN(y) ? Optional.empty() : Optional.of(new Point(x, y));
  }
}
