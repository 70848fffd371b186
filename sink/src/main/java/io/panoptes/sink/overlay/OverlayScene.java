package io.panoptes.sink.overlay;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import java.util.List;

/**
 * Everything there is to draw over one frame, in full-frame pixels and fixed colours (0xRRGGBB);
 * how it is drawn is the painter's affair.
 *
 * @param header texts at the upper edge, null when there is none
 * @param regions how the segments of the map are tinted
 * @param trails where tracks came from
 * @param marks corners around tracks
 * @param labels names of tracks
 * @param zones in the order of the configuration
 * @param lines in the order of the configuration
 * @param legend categories in the picture, empty for none
 */
public record OverlayScene(
    Header header,
    List<Region> regions,
    List<Trail> trails,
    List<Mark> marks,
    List<Label> labels,
    List<Zone> zones,
    List<Crossing> lines,
    List<LegendEntry> legend) {

  public OverlayScene {
    regions = List.copyOf(regions);
    trails = List.copyOf(trails);
    marks = List.copyOf(marks);
    labels = List.copyOf(labels);
    zones = List.copyOf(zones);
    lines = List.copyOf(lines);
    legend = List.copyOf(legend);
  }

  /** Texts at the left and right of the upper edge. */
  public record Header(String left, String right) {}

  /**
   * The pixels of one segment.
   *
   * @param opacity of the tint, 0 to 1
   * @param outlined whether a contour is drawn
   */
  public record Region(int segmentId, int rgb, double opacity, boolean outlined) {}

  /**
   * The way of a track's foot.
   *
   * @param points oldest first
   * @param opacities as many, 0 to 1
   */
  public record Trail(int rgb, List<Point> points, List<Double> opacities) {

    public Trail {
      points = List.copyOf(points);
      opacities = List.copyOf(opacities);
    }
  }

  /** Corners around a box. */
  public record Mark(Box box, int rgb, double opacity) {}

  /**
   * A name at a box.
   *
   * @param rgb background
   * @param chip colour of the small stripe that tells the category
   * @param opacity 0 to 1
   */
  public record Label(Box box, String text, int rgb, int chip, double opacity) {}

  /**
   * A zone.
   *
   * @param inside how many tracks stand in it
   * @param flash 1 at a new alert, falling to 0
   * @param flashRgb colour of the flash
   */
  public record Zone(
      String name, Polygon polygon, int rgb, int inside, double flash, int flashRgb) {}

  /**
   * A line.
   *
   * @param leftToRight crossings so far that way, -1 when nobody counts them
   * @param rightToLeft likewise
   * @param flash 1 at a new alert, falling to 0
   * @param flashRgb colour of the flash
   */
  public record Crossing(
      String name,
      Line line,
      int rgb,
      long leftToRight,
      long rightToLeft,
      double flash,
      int flashRgb) {}

  /** A category in the picture. */
  public record LegendEntry(String text, int rgb) {}
}
