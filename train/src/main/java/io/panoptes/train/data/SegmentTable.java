package io.panoptes.train.data;

import io.panoptes.core.geometry.Box;
import io.panoptes.eval.EvalInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a labelled picture from the ids that a file gives its pixels. Not safe for threads. */
final class SegmentTable {

  /** What is known of an id before its pixels were seen. */
  private record Entry(int label, boolean crowd, Trust trust) {}

  /** How far to believe that a segment is one single thing. */
  enum Trust {
    /** It is one. */
    FULL,
    /** It is one when its shape says so. */
    BY_SHAPE,
    /** Nobody knows. */
    NONE
  }

  private final LabelSet labels;
  private final Path file;
  private final Map<Integer, Entry> entries = new LinkedHashMap<>();

  /**
   * @param file for messages
   */
  SegmentTable(LabelSet labels, Path file) {
    this.labels = labels;
    this.file = file;
  }

  void add(int id, int label, boolean crowd, Trust trust) {
    entries.put(id, new Entry(label, crowd, trust));
  }

  /**
   * The picture; segments without pixels are left out, and so are the smallest beyond {@link
   * LabelledPicture#MOST_SEGMENTS}.
   *
   * @param fileIds of the pixels, 0 for void
   * @param firstIsComplete whether void is known not to have the label 0
   */
  LabelledPicture build(Pixels pixels, int[] fileIds, boolean firstIsComplete) {
    Map<Integer, int[]> extents = extents(pixels.width(), fileIds);
    List<Integer> kept = new ArrayList<>(entries.keySet());
    kept.removeIf(id -> !extents.containsKey(id));
    if (kept.size() > LabelledPicture.MOST_SEGMENTS) {
      kept.sort((a, b) -> Integer.compare(extents.get(b)[4], extents.get(a)[4]));
      kept = kept.subList(0, LabelledPicture.MOST_SEGMENTS);
    }
    byte[] ids = renumber(fileIds, kept);
    List<LabelledSegment> segments = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      Entry entry = entries.get(kept.get(i));
      int[] extent = extents.get(kept.get(i));
      segments.add(segment(pixels, ids, (byte) (i + 1), entry, extent));
    }
    return new LabelledPicture(pixels, ids, segments, firstIsComplete);
  }

  private LabelledSegment segment(Pixels pixels, byte[] ids, byte id, Entry entry, int[] extent) {
    boolean separate =
        labels.isThing(entry.label)
            && !entry.crowd
            && (entry.trust == Trust.FULL
                || entry.trust == Trust.BY_SHAPE
                    && SingleThing.isPlausible(
                        labels.category(entry.label).name(),
                        ids,
                        pixels.width(),
                        pixels.height(),
                        id,
                        extent,
                        extent[4]));
    return new LabelledSegment(
        entry.label,
        separate,
        entry.crowd,
        new Box(extent[0], extent[1], extent[2], extent[3]),
        extent[4]);
  }

  /** Left, top, right, bottom and area of each id. */
  private Map<Integer, int[]> extents(int width, int[] fileIds) {
    Map<Integer, int[]> extents = new LinkedHashMap<>();
    int last = 0;
    int[] extent = null;
    for (int i = 0; i < fileIds.length; i++) {
      int id = fileIds[i];
      if (id == 0) {
        continue;
      }
      int x = i % width;
      int y = i / width;
      if (id != last) {
        last = id;
        extent = extents.get(id);
        if (extent == null) {
          if (!entries.containsKey(id)) {
            throw new EvalInputException(
                file,
                "pixel (%d, %d)".formatted(x, y),
                "has the id %d, which its table does not have; write the table anew, or make the"
                        .formatted(id)
                    + " pixels 0 for void");
          }
          extent = new int[] {x, y, x + 1, y + 1, 0};
          extents.put(id, extent);
        }
      }
      extent[0] = Math.min(extent[0], x);
      extent[2] = Math.max(extent[2], x + 1);
      extent[3] = y + 1;
      extent[4]++;
    }
    return extents;
  }

  private static byte[] renumber(int[] fileIds, List<Integer> kept) {
    Map<Integer, Byte> numbers = new LinkedHashMap<>();
    for (int i = 0; i < kept.size(); i++) {
      numbers.put(kept.get(i), (byte) (i + 1));
    }
    byte[] ids = new byte[fileIds.length];
    int last = 0;
    byte number = 0;
    for (int i = 0; i < ids.length; i++) {
      if (fileIds[i] != last) {
        last = fileIds[i];
        number = numbers.getOrDefault(last, (byte) 0);
      }
      ids[i] = number;
    }
    return ids;
  }
}
