package io.panoptes.eval.dataset.kitti;

import io.panoptes.core.geometry.Box;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.dataset.TextRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * A KITTI tracking label or result file.
 *
 * @param path where it was read
 * @param byFrame lines of each frame that has any, in the order of the file
 */
public record KittiFile(Path path, TreeMap<Integer, List<KittiRow>> byFrame) {

  private static final Set<String> CATEGORIES =
      Set.of(
          "car",
          "van",
          "truck",
          "pedestrian",
          "person",
          "cyclist",
          "tram",
          "misc",
          "dontcare",
          "car_2",
          "person_sitting");
  private static final String FORMAT =
      "frame id type truncated occluded alpha left top right bottom ...";

  /**
   * @throws EvalInputException when the file is missing, a line cannot be read, a type is unknown
   *     or an id appears twice in a frame; names the line
   */
  public static KittiFile read(Path path) {
    TreeMap<Integer, List<KittiRow>> byFrame = new TreeMap<>();
    Set<Long> seen = new HashSet<>();
    TextRows.read(
        path,
        row -> {
          KittiRow read = parse(row);
          if (read.id() >= 0 && !seen.add((long) read.frame() << 32 | read.id() & 0xFFFFFFFFL)) {
            throw row.problem("id %d appears twice in frame %d".formatted(read.id(), read.frame()));
          }
          byFrame.computeIfAbsent(read.frame(), f -> new ArrayList<>()).add(read);
        });
    return new KittiFile(path, byFrame);
  }

  private static KittiRow parse(TextRows.Row row) {
    row.require(10, FORMAT);
    int frame = row.integer(0, "frame");
    if (frame < 0) {
      throw row.problem("frame " + frame + " is out of range; frames count from 0");
    }
    String category = row.text(2);
    if (!CATEGORIES.contains(category.toLowerCase(Locale.ROOT))) {
      throw row.problem("type '%s' is none of KITTI's".formatted(category));
    }
    double left = row.number(6, "left");
    double top = row.number(7, "top");
    return new KittiRow(
        frame,
        row.integer(1, "id"),
        category,
        (int) row.number(3, "truncated"),
        (int) row.number(4, "occluded"),
        new Box(
            left,
            top,
            Math.max(left, row.number(8, "right")),
            Math.max(top, row.number(9, "bottom"))),
        row.size() > 17 ? row.number(17, "score") : 1);
  }

  /** Writes result lines, the three-dimensional fields as KITTI marks unknown ones. */
  public static void write(Path path, List<KittiRow> rows) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(path)) {
      for (KittiRow row : rows) {
        Box box = row.box();
        writer.write(
            String.format(
                Locale.ROOT,
                "%d %d %s %d %d -10 %s %s %s %s -1 -1 -1 -1000 -1000 -1000 -10 %s\n",
                row.frame(),
                row.id(),
                row.category(),
                row.truncation(),
                row.occlusion(),
                box.left(),
                box.top(),
                box.right(),
                box.bottom(),
                row.score()));
      }
    }
  }

  /** The last frame that has a line; −1 for an empty file. */
  public int lastFrame() {
    return byFrame.isEmpty() ? -1 : byFrame.lastKey();
  }

  /** The lines of a frame, none when it has none. */
  public List<KittiRow> frame(int frame) {
    return byFrame.getOrDefault(frame, List.of());
  }
}
