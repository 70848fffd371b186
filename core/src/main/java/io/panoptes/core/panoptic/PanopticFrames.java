package io.panoptes.core.panoptic;

import io.panoptes.core.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Builds and checks segment tables. */
public final class PanopticFrames {

  private PanopticFrames() {}

  /**
   * The segment table of a map: areas and boxes by one pass over the pixels.
   *
   * @param category the category of each id that the map holds; null is an error
   * @param score the confidence of each id, 0 to 1
   */
  public static List<Segment> segmentsOf(
      SegmentMap map, IntFunction<Category> category, IntToDoubleFunction score) {
    Extents extents = Extents.of(map);
    List<Segment> segments = new ArrayList<>();
    for (int id = 1; id <= extents.maxId; id++) {
      if (extents.area[id] == 0) {
        continue;
      }
      Category known = category.apply(id);
      if (known == null) {
        throw new IllegalArgumentException("segment " + id + " of the map has no category");
      }
      segments.add(
          new Segment(id, known, score.applyAsDouble(id), extents.area[id], extents.box(id)));
    }
    return segments;
  }

  /**
   * Compares a frame's table with its map.
   *
   * @return what is wrong, or an empty string when all areas, boxes and ids agree
   */
  public static String check(PanopticFrame frame) {
    Extents extents = Extents.of(frame.map());
    int inTable = 0;
    for (Segment segment : frame.segments()) {
      if (segment.id() > extents.maxId || extents.area[segment.id()] == 0) {
        return "segment " + segment.id() + " of the table has no pixel in the map";
      }
      if (extents.area[segment.id()] != segment.areaPixels()) {
        return "segment %d has %d pixels in the table and %d in the map"
            .formatted(segment.id(), segment.areaPixels(), extents.area[segment.id()]);
      }
      if (!extents.box(segment.id()).equals(segment.box())) {
        return "segment %d has box %s in the table and %s in the map"
            .formatted(segment.id(), segment.box(), extents.box(segment.id()));
      }
      inTable++;
    }
    int inMap = 0;
    for (int id = 1; id <= extents.maxId; id++) {
      inMap += extents.area[id] > 0 ? 1 : 0;
    }
    return inMap == inTable ? "" : "the map holds " + inMap + " segments and the table " + inTable;
  }

  private static final class Extents {
    final int maxId;
    final int[] area;
    final int[] left;
    final int[] top;
    final int[] right;
    final int[] bottom;

    private Extents(int maxId) {
      this.maxId = maxId;
      area = new int[maxId + 1];
      left = new int[maxId + 1];
      top = new int[maxId + 1];
      right = new int[maxId + 1];
      bottom = new int[maxId + 1];
      Arrays.fill(left, Integer.MAX_VALUE);
      Arrays.fill(top, Integer.MAX_VALUE);
    }

    static Extents of(SegmentMap map) {
      char[] ids = map.ids();
      int maxId = 0;
      for (char id : ids) {
        maxId = Math.max(maxId, id);
      }
      Extents extents = new Extents(maxId);
      int width = map.width();
      for (int y = 0, i = 0; y < map.height(); y++) {
        int rowEnd = i + width;
        while (i < rowEnd) {
          int start = i;
          char id = ids[i];
          do {
            i++;
          } while (i < rowEnd && ids[i] == id);
          extents.add(id, start - (rowEnd - width), i - (rowEnd - width), y);
        }
      }
      return extents;
    }

    private void add(int id, int from, int to, int y) {
      area[id] += to - from;
      left[id] = Math.min(left[id], from);
      right[id] = Math.max(right[id], to);
      top[id] = Math.min(top[id], y);
      bottom[id] = y + 1;
    }

    Box box(int id) {
      return new Box(left[id], top[id], right[id], bottom[id]);
    }
  }
}
