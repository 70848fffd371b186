package io.panoptes.sink.rules;

import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import java.util.List;

/** A zone in pixels, with a margin around it in which an object is neither in nor out. */
record ZoneShape(Polygon polygon, double margin) {

  /** Where a point is. */
  enum Place {
    INSIDE,
    /** Outside, but within the margin of an edge. */
    MARGIN,
    OUTSIDE
  }

  Place place(Point point) {
    if (polygon.contains(point)) {
      return Place.INSIDE;
    }
    return distanceToEdge(point) <= margin ? Place.MARGIN : Place.OUTSIDE;
  }

  private double distanceToEdge(Point point) {
    List<Point> vertices = polygon.vertices();
    double nearest = Double.POSITIVE_INFINITY;
    Point previous = vertices.get(vertices.size() - 1);
    for (Point current : vertices) {
      nearest = Math.min(nearest, distance(point, previous, current));
      previous = current;
    }
    return nearest;
  }

  private static double distance(Point point, Point from, Point to) {
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    double squared = dx * dx + dy * dy;
    double along =
        squared == 0 ? 0 : ((point.x() - from.x()) * dx + (point.y() - from.y()) * dy) / squared;
    double share = Math.min(1, Math.max(0, along));
    return Math.hypot(point.x() - (from.x() + share * dx), point.y() - (from.y() + share * dy));
  }
}
