package io.panoptes.sink.draw;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.sink.overlay.OverlayScene;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Draws scenes over pictures of one size: regions first, then zones, lines and trails, then names.
 * Keeps what it has computed for the size, the type faces and the shapes. Not safe for many
 * threads.
 */
public final class OverlayPainter {

  private static final int PLATE = 0x0E1116;
  private static final double PLATE_OPACITY = 0.6;
  private static final int TEXT = 0xFFFFFF;
  private static final int FAINT_TEXT = 0xD8DEE6;

  private final int width;
  private final int height;
  private final TextStyle style;
  private final Strokes strokes;
  private final Plates plates;
  private final RegionPainter regions;
  private final PlacePainter places;
  private final LabelPainter labels;

  /**
   * @param plain makes a type face of a size in pixels
   * @param bold likewise, for what shall stand out
   */
  public OverlayPainter(
      int width, int height, IntFunction<Typeface> plain, IntFunction<Typeface> bold) {
    this.width = width;
    this.height = height;
    style = TextStyle.forHeight(height, plain, bold);
    Inks inks = new Inks();
    strokes = new Strokes(width, height);
    plates = new Plates(inks);
    regions = new RegionPainter(inks);
    places = new PlacePainter(style, inks, plates, strokes);
    labels = new LabelPainter(style, plates);
  }

  /**
   * Draws a scene over a picture.
   *
   * @param map the segments that the scene's regions are about, of the picture's size; null when
   *     the scene has none
   */
  public void paint(Picture picture, SegmentMap map, OverlayScene scene) {
    check(picture.width(), picture.height(), "picture");
    if (map != null) {
      check(map.width(), map.height(), "segment map");
      regions.paint(picture, map, scene.regions());
    }
    for (OverlayScene.Zone zone : scene.zones()) {
      places.paintZone(picture, zone);
    }
    for (OverlayScene.Crossing line : scene.lines()) {
      places.paintLine(picture, line);
    }
    for (OverlayScene.Trail trail : scene.trails()) {
      paintTrail(picture, trail);
    }
    for (OverlayScene.Mark mark : scene.marks()) {
      paintMark(picture, mark);
    }
    int headRoom = scene.header() == null ? 0 : paintHeader(picture, scene.header());
    for (OverlayScene.Zone zone : scene.zones()) {
      places.nameZone(picture, zone, headRoom);
    }
    for (OverlayScene.Crossing line : scene.lines()) {
      places.nameLine(picture, line, headRoom);
    }
    labels.paint(picture, scene.labels(), headRoom);
    if (!scene.legend().isEmpty()) {
      paintLegend(picture, scene.legend());
    }
  }

  private void check(int otherWidth, int otherHeight, String what) {
    if (otherWidth != width || otherHeight != height) {
      throw new IllegalArgumentException(
          "%s of %dx%d does not fit the overlay of %dx%d"
              .formatted(what, otherWidth, otherHeight, width, height));
    }
  }

  private void paintTrail(Picture picture, OverlayScene.Trail trail) {
    List<Point> points = trail.points();
    double thickness = Math.max(1.6, 2.4 * style.scale());
    for (int k = 1; k < points.size(); k++) {
      Point from = points.get(k - 1);
      Point to = points.get(k);
      strokes.line(from.x(), from.y(), to.x(), to.y(), thickness, trail.opacities().get(k));
    }
    Point head = points.get(points.size() - 1);
    double newest = trail.opacities().get(points.size() - 1);
    strokes.line(head.x(), head.y(), head.x(), head.y(), 2.2 * thickness, newest);
    strokes.paint(picture, trail.rgb(), 0.85);
  }

  private void paintMark(Picture picture, OverlayScene.Mark mark) {
    Box box = mark.box();
    double arm = Math.min(Math.min(box.width(), box.height()) / 3, style.px(14));
    double thickness = Math.max(1.6, 2.2 * style.scale());
    for (int corner = 0; corner < 4; corner++) {
      boolean atRight = (corner & 1) != 0;
      boolean atBottom = (corner & 2) != 0;
      double x = atRight ? box.right() : box.left();
      double y = atBottom ? box.bottom() : box.top();
      strokes.line(x, y, x + (atRight ? -arm : arm), y, thickness, 1);
      strokes.line(x, y, x, y + (atBottom ? -arm : arm), thickness, 1);
    }
    strokes.paint(picture, mark.rgb(), mark.opacity());
  }

  /** Draws the strip at the upper edge; gives its height. */
  private int paintHeader(Picture picture, OverlayScene.Header header) {
    int pad = style.px(7);
    int strip = style.bold().capHeight() + 2 * pad;
    int baseline = pad + style.bold().capHeight();
    plates.fill(picture, 0, 0, width, strip, 0, PLATE, PLATE_OPACITY);
    style.bold().paint(picture, header.left(), pad + style.px(3), baseline, TEXT, 1);
    int rightWidth = style.plain().width(header.right());
    int right = width - rightWidth - pad - style.px(3);
    int leftEnd = pad + style.px(3) + style.bold().width(header.left()) + 2 * pad;
    if (right >= leftEnd) {
      style.plain().paint(picture, header.right(), right, baseline, FAINT_TEXT, 1);
    }
    return strip;
  }

  private void paintLegend(Picture picture, List<OverlayScene.LegendEntry> legend) {
    int pad = style.px(6);
    int chip = style.plain().capHeight();
    int gap = style.px(12);
    int line = chip + 2 * pad;
    int shown = 0;
    int total = pad;
    for (OverlayScene.LegendEntry entry : legend) {
      int needed = chip + style.px(5) + style.plain().width(entry.text());
      if (total + needed + pad > width - 2 * pad) {
        break;
      }
      total += needed + (shown > 0 ? gap : 0);
      shown++;
    }
    int top = height - line - pad;
    plates.fill(picture, pad, top, total + pad, line, style.px(4), PLATE, PLATE_OPACITY);
    int x = 2 * pad;
    for (int k = 0; k < shown; k++) {
      OverlayScene.LegendEntry entry = legend.get(k);
      plates.fill(picture, x, top + pad, chip, chip, style.px(2), entry.rgb(), 1);
      x += chip + style.px(5);
      style.plain().paint(picture, entry.text(), x, top + pad + chip, TEXT, 1);
      x += style.plain().width(entry.text()) + gap;
    }
  }
}
