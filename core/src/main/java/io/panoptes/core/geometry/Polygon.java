package io.panoptes.core.geometry;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A closed polygon in full-frame pixels, the last vertex joined to the first. Self-crossing
 * outlines follow the even–odd rule.
 *
 * @param vertices at least three
 */
public record Polygon(List<Point> vertices) {

  public Polygon {
    requireNonNull(vertices, "vertices is null");
    vertices = List.copyOf(vertices);
    if (vertices.size() < 3) {
      throw new IllegalArgumentException(
          "polygon has " + vertices.size() + " vertices, at least 3 are needed");
    }
  }

  /** Whether (x, y) lies inside by the even–odd rule; upper and left edges count as inside. */
  public boolean contains(double x, double y) {
    boolean inside = false;
    Point previous = vertices.get(vertices.size() - 1);
    for (Point current : vertices) {
      if ((current.y() > y) != (previous.y() > y)) {
        double crossing =
            (previous.x() - current.x()) * (y - current.y()) / (previous.y() - current.y())
                + current.x();
        if (x < crossing) {
          inside = !inside;
        }
      }
      previous = current;
    }
    return inside;
  }

  public boolean contains(Point point) {
    return contains(point.x(), point.y());
  }

  /** The smallest box around all vertices. */
  public Box bounds() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Point vertex : vertices) {
      left = Math.min(left, vertex.x());
      top = Math.min(top, vertex.y());
      right = Math.max(right, vertex.x());
      bottom = Math.max(bottom, vertex.y());
    }
    return new Box(left, top, right, bottom);
  }

  /** This polygon with every x multiplied by {@code sx} and every y by {@code sy}. */
  public Polygon scale(double sx, double sy) {
    return new Polygon(vertices.stream().map(p -> new Point(p.x() * sx, p.y() * sy)).toList());
  }
}
