package io.panoptes.segment.prompt;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The leftmost, topmost, rightmost and bottommost point of a thing, after Maninis and others: Deep
 * Extreme Cut (2018).
 *
 * @param points four of them, in any order
 */
public record ExtremePoints(List<Point> points) implements Prompt {

  /** As many as there are. */
  public static final int COUNT = 4;

  public ExtremePoints {
    requireNonNull(points, "points is null");
    points = List.copyOf(points);
    if (points.size() != COUNT) {
      throw new IllegalArgumentException(
          points.size()
              + " extreme points; give exactly 4: the leftmost, topmost, rightmost and bottommost"
              + " of the thing");
    }
    Box around = around(points);
    if (around.area() <= 0) {
      throw new IllegalArgumentException(
          "the extreme points " + points + " lie on one line; give one on each side of the thing");
    }
  }

  /** The smallest box around the four pixels. */
  public Box box() {
    Box around = around(points);
    return new Box(
        Math.floor(around.left()),
        Math.floor(around.top()),
        Math.floor(around.right()) + 1,
        Math.floor(around.bottom()) + 1);
  }

  /** The points clockwise around their middle, so that they make a polygon without crossings. */
  public List<Point> clockwise() {
    double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
    double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(point -> Math.atan2(point.y() - y, point.x() - x)));
    return List.copyOf(sorted);
  }

  private static Box around(List<Point> points) {
    Box box = null;
    for (Point point : points) {
      Box one = new Box(point.x(), point.y(), point.x(), point.y());
      box = box == null ? one : box.union(one);
    }
    return box;
  }

  @Override
  public boolean isPositive() {
    return true;
  }
}
