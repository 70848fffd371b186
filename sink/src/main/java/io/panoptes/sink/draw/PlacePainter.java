package io.panoptes.sink.draw;

import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.sink.overlay.OverlayScene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws zones and lines; their shapes are computed once and kept. Not safe for many threads. */
final class PlacePainter {

  private static final int MAX_SHAPES = 256;
  private static final double ZONE_FILL = 0.07;
  private static final double FLASH_FILL = 0.3;
  private static final int PLATE = 0x0E1116;
  private static final double PLATE_OPACITY = 0.6;
  private static final int TEXT = 0xFFFFFF;

  private final TextStyle style;
  private final Inks inks;
  private final Plates plates;
  private final Strokes strokes;
  private final Map<Object, Shape> shapes = new HashMap<>();

  /**
   * @param runs pairs of first pixel and count to fill
   */
  private record Shape(int[] runs, Stencil outline, Stencil shadow) {}

  PlacePainter(TextStyle style, Inks inks, Plates plates, Strokes strokes) {
    this.style = style;
    this.inks = inks;
    this.plates = plates;
    this.strokes = strokes;
  }

  void paintZone(Picture picture, OverlayScene.Zone zone) {
    Shape shape = shape(zone.polygon(), picture);
    int rgb = mix(zone.rgb(), zone.flashRgb(), zone.flash());
    Ink ink = inks.get(rgb, ZONE_FILL + zone.flash() * (FLASH_FILL - ZONE_FILL));
    for (int k = 0; k < shape.runs().length; k += 2) {
      ink.over(picture.bgr(), shape.runs()[k], shape.runs()[k + 1]);
    }
    shape.shadow().paint(picture, 0, 0.35);
    shape.outline().paint(picture, rgb, 0.9);
  }

  /** The name and count of a zone, above everything else. */
  void nameZone(Picture picture, OverlayScene.Zone zone, int headRoom) {
    Point corner = zone.polygon().vertices().get(0);
    for (Point vertex : zone.polygon().vertices()) {
      if (vertex.y() < corner.y() || (vertex.y() == corner.y() && vertex.x() < corner.x())) {
        corner = vertex;
      }
    }
    String text = zone.inside() > 0 ? zone.name() + "  " + zone.inside() : zone.name();
    tag(
        picture,
        text,
        (int) Math.round(corner.x()) + style.px(4),
        (int) Math.round(corner.y()) + style.px(4),
        zone.rgb(),
        headRoom);
  }

  void paintLine(Picture picture, OverlayScene.Crossing crossing) {
    int rgb = mix(crossing.rgb(), crossing.flashRgb(), crossing.flash());
    Shape shape = shape(crossing.line(), picture);
    shape.shadow().paint(picture, 0, 0.4);
    shape.outline().paint(picture, rgb, 0.95);
    if (crossing.leftToRight() >= 0) {
      arrow(picture, crossing.line(), 0.42, 1, rgb);
    }
    if (crossing.rightToLeft() >= 0) {
      arrow(picture, crossing.line(), 0.58, -1, rgb);
    }
  }

  /** The name and counts of a line, above everything else. */
  void nameLine(Picture picture, OverlayScene.Crossing crossing, int headRoom) {
    Line line = crossing.line();
    Point end = line.from().y() <= line.to().y() ? line.from() : line.to();
    tag(
        picture,
        crossing.name(),
        (int) Math.round(end.x()) + style.px(6),
        (int) Math.round(end.y()) - style.px(10),
        crossing.rgb(),
        headRoom);
    if (crossing.leftToRight() >= 0) {
      count(picture, line, 0.42, 1, crossing.leftToRight(), headRoom);
    }
    if (crossing.rightToLeft() >= 0) {
      count(picture, line, 0.58, -1, crossing.rightToLeft(), headRoom);
    }
  }

  private void tag(Picture picture, String text, int x, int y, int rgb, int headRoom) {
    int bar = style.px(3);
    int pad = style.px(5);
    int width = style.plain().width(text) + 2 * pad + bar;
    int height = style.plain().capHeight() + 2 * pad;
    int left = Math.max(0, Math.min(picture.width() - width, x));
    int top = Math.max(headRoom, Math.min(picture.height() - height, y));
    plates.fill(picture, left, top, width, height, style.px(3), PLATE, PLATE_OPACITY);
    plates.fill(picture, left, top, bar, height, 0, rgb, 1);
    style
        .plain()
        .paint(picture, text, left + bar + pad, top + pad + style.plain().capHeight(), TEXT, 1);
  }

  private void count(Picture picture, Line line, double along, int side, long count, int headRoom) {
    String text = Long.toString(count);
    double reach = style.px(34);
    double nx = -(line.to().y() - line.from().y()) / line.length() * side;
    double ny = (line.to().x() - line.from().x()) / line.length() * side;
    double x = line.from().x() + along * (line.to().x() - line.from().x()) + nx * reach;
    double y = line.from().y() + along * (line.to().y() - line.from().y()) + ny * reach;
    int width = style.bold().width(text) + 2 * style.px(4);
    int height = style.bold().capHeight() + 2 * style.px(4);
    int left = (int) Math.max(0, Math.min(picture.width() - width, Math.round(x - width / 2.0)));
    int top =
        (int) Math.max(headRoom, Math.min(picture.height() - height, Math.round(y - height / 2.0)));
    plates.fill(picture, left, top, width, height, style.px(4), PLATE, PLATE_OPACITY);
    style
        .bold()
        .paint(
            picture,
            text,
            left + style.px(4),
            top + style.px(4) + style.bold().capHeight(),
            TEXT,
            1);
  }

  /**
   * @param side 1 to the right of the line, -1 to its left
   */
  private void arrow(Picture picture, Line line, double along, int side, int rgb) {
    double dx = (line.to().x() - line.from().x()) / line.length();
    double dy = (line.to().y() - line.from().y()) / line.length();
    double nx = -dy * side;
    double ny = dx * side;
    double x = line.from().x() + along * (line.to().x() - line.from().x());
    double y = line.from().y() + along * (line.to().y() - line.from().y());
    double tipX = x + nx * style.px(22);
    double tipY = y + ny * style.px(22);
    double back = style.px(7);
    double thickness = Math.max(2, style.scale() * 2.4);
    strokes.line(x, y, tipX, tipY, thickness, 1);
    strokes.line(
        tipX, tipY, tipX - nx * back + dx * back, tipY - ny * back + dy * back, thickness, 1);
    strokes.line(
        tipX, tipY, tipX - nx * back - dx * back, tipY - ny * back - dy * back, thickness, 1);
    strokes.paint(picture, rgb, 0.95);
  }

  private Shape shape(Polygon polygon, Picture picture) {
    Shape known = shapes.get(polygon);
    if (known == null) {
      List<Point> vertices = polygon.vertices();
      double thickness = Math.max(1.5, 2 * style.scale());
      int[] runs = runs(polygon, picture.width(), picture.height());
      Stencil shadow = closed(vertices, thickness + 2);
      known = keep(polygon, new Shape(runs, closed(vertices, thickness), shadow));
    }
    return known;
  }

  private Stencil closed(List<Point> vertices, double thickness) {
    Point previous = vertices.get(vertices.size() - 1);
    for (Point vertex : vertices) {
      strokes.line(previous.x(), previous.y(), vertex.x(), vertex.y(), thickness, 1);
      previous = vertex;
    }
    return strokes.take();
  }

  private Shape shape(Line line, Picture picture) {
    Shape known = shapes.get(line);
    if (known == null) {
      double thickness = Math.max(2, 3 * style.scale());
      Stencil shadow = ended(line, thickness + 2);
      known = keep(line, new Shape(new int[0], ended(line, thickness), shadow));
    }
    return known;
  }

  private Stencil ended(Line line, double thickness) {
    Point from = line.from();
    Point to = line.to();
    strokes.line(from.x(), from.y(), to.x(), to.y(), thickness, 1);
    strokes.line(from.x(), from.y(), from.x(), from.y(), 2.6 * thickness, 1);
    strokes.line(to.x(), to.y(), to.x(), to.y(), 2.6 * thickness, 1);
    return strokes.take();
  }

  private Shape keep(Object key, Shape shape) {
    if (shapes.size() >= MAX_SHAPES) {
      shapes.clear();
    }
    shapes.put(key, shape);
    return shape;
  }

  /** The pixels whose centre is inside, as pairs of first pixel and count. */
  private static int[] runs(Polygon polygon, int width, int height) {
    List<Integer> runs = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      int x = 0;
      while (x < width) {
        int start = x;
        boolean inside = polygon.contains(x + 0.5, y + 0.5);
        while (x < width && polygon.contains(x + 0.5, y + 0.5) == inside) {
          x++;
        }
        if (inside) {
          runs.add(y * width + start);
          runs.add(x - start);
        }
      }
    }
    int[] pairs = new int[runs.size()];
    for (int k = 0; k < pairs.length; k++) {
      pairs[k] = runs.get(k);
    }
    return pairs;
  }

  private static int mix(int rgb, int other, double share) {
    if (share <= 0) {
      return rgb;
    }
    int red = mixed(rgb >> 16 & 0xFF, other >> 16 & 0xFF, share);
    int green = mixed(rgb >> 8 & 0xFF, other >> 8 & 0xFF, share);
    int blue = mixed(rgb & 0xFF, other & 0xFF, share);
    return red << 16 | green << 8 | blue;
  }

  private static int mixed(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * share);
  }
}
