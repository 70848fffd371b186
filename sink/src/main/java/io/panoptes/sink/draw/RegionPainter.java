package io.panoptes.sink.draw;

import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.sink.overlay.OverlayScene;
import java.util.Arrays;
import java.util.List;

/**
 * Tints the segments of a map and draws the contours of things: row by row, run by run. Not safe
 * for many threads.
 */
final class RegionPainter {

  private static final double CONTOUR_OPACITY = 0.95;
  private static final double INNER_OPACITY = 0.5;

  private final Inks inks;
  private Ink[] tints = new Ink[256];
  private Ink[] contours = new Ink[256];
  private Ink[] inner = new Ink[256];

  RegionPainter(Inks inks) {
    this.inks = inks;
  }

  void paint(Picture picture, SegmentMap map, List<OverlayScene.Region> regions) {
    if (regions.isEmpty()) {
      return;
    }
    prepare(regions);
    char[] ids = map.ids();
    byte[] bgr = picture.bgr();
    int width = map.width();
    for (int y = 0; y < map.height(); y++) {
      int i = y * width;
      int rowEnd = i + width;
      while (i < rowEnd) {
        char id = ids[i];
        int start = i;
        do {
          i++;
        } while (i < rowEnd && ids[i] == id);
        if (id < tints.length && tints[id] != null) {
          tints[id].over(bgr, start, i - start);
          if (contours[id] != null) {
            outline(bgr, map, id, y, start, i);
          }
        }
      }
    }
  }

  private void prepare(List<OverlayScene.Region> regions) {
    int highest = 0;
    for (OverlayScene.Region region : regions) {
      highest = Math.max(highest, region.segmentId());
    }
    if (highest >= tints.length) {
      tints = new Ink[highest + 1];
      contours = new Ink[highest + 1];
      inner = new Ink[highest + 1];
    }
    Arrays.fill(tints, null);
    Arrays.fill(contours, null);
    for (OverlayScene.Region region : regions) {
      tints[region.segmentId()] = inks.get(region.rgb(), region.opacity());
      if (region.outlined()) {
        contours[region.segmentId()] = inks.get(region.rgb(), CONTOUR_OPACITY);
        inner[region.segmentId()] = inks.get(region.rgb(), INNER_OPACITY);
      }
    }
  }

  /** Two rings along the edge of one run; the edge of the picture is none. */
  private void outline(byte[] bgr, SegmentMap map, char id, int y, int start, int end) {
    char[] ids = map.ids();
    int width = map.width();
    int rowStart = y * width;
    boolean up = y > 0;
    boolean farUp = y > 1;
    boolean down = y < map.height() - 1;
    boolean farDown = y < map.height() - 2;
    boolean openLeft = start > rowStart;
    boolean openRight = end < rowStart + width;
    Ink strong = contours[id];
    Ink weak = inner[id];
    for (int i = start; i < end; i++) {
      boolean edge =
          (openLeft && i == start)
              || (openRight && i == end - 1)
              || (up && ids[i - width] != id)
              || (down && ids[i + width] != id);
      if (edge) {
        strong.over(bgr, i);
      } else if ((openLeft && i == start + 1)
          || (openRight && i == end - 2)
          || (farUp && ids[i - 2 * width] != id)
          || (farDown && ids[i + 2 * width] != id)) {
        weak.over(bgr, i);
      }
    }
  }
}
