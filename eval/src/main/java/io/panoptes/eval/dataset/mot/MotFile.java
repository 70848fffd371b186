package io.panoptes.eval.dataset.mot;

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
 * A MOT Challenge text file: frame, id, left, top, width, height, confidence and, in ground truth
 * of MOT16 and later, class and visibility.
 *
 * @param path where it was read
 * @param byFrame lines of each frame that has any, in the order of the file
 */
public record MotFile(Path path, TreeMap<Integer, List<MotRow>> byFrame) {

  private static final String FORMAT = "frame,id,left,top,width,height[,confidence[,class,...]]";

  /**
   * @throws EvalInputException when the file is missing, a line cannot be read, a frame is below 1
   *     or an id appears twice in a frame; names the line
   */
  public static MotFile read(Path path) {
    TreeMap<Integer, List<MotRow>> byFrame = new TreeMap<>();
    Set<Long> seen = new HashSet<>();
    TextRows.read(
        path,
        row -> {
          MotRow read = parse(row);
          if (!seen.add((long) read.frame() << 32 | read.id() & 0xFFFFFFFFL)) {
            throw row.problem("id %d appears twice in frame %d".formatted(read.id(), read.frame()));
          }
          byFrame.computeIfAbsent(read.frame(), f -> new ArrayList<>()).add(read);
        });
    return new MotFile(path, byFrame);
  }

  private static MotRow parse(TextRows.Row row) {
    row.require(6, FORMAT);
    int frame = row.integer(0, "frame");
    if (frame < 1) {
      throw row.problem("frame " + frame + " is out of range; frames count from 1");
    }
    double left = row.number(2, "left");
    double top = row.number(3, "top");
    // A width or height below 0 overlaps nothing, and neither does an empty box.
    double width = Math.max(0, row.number(4, "width"));
    double height = Math.max(0, row.number(5, "height"));
    return new MotRow(
        frame,
        row.integer(1, "id"),
        Box.ofSize(left, top, width, height),
        row.size() > 6 ? row.number(6, "confidence") : 1,
        row.size() > 7 ? (int) row.number(7, "class") : -1,
        row.size() > 8 ? row.number(8, "visibility") : -1);
  }

  /** Writes lines of results; the column of the class holds the row's, −1 for none. */
  public static void write(Path path, List<MotRow> rows) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(path)) {
      for (MotRow row : rows) {
        Box box = row.box();
        writer.write(
            String.format(
                Locale.ROOT,
                "%d,%d,%s,%s,%s,%s,%s,%d,%s",
                row.frame(),
                row.id(),
                number(box.left()),
                number(box.top()),
                number(box.width()),
                number(box.height()),
                number(row.confidence()),
                row.category(),
                number(row.visibility())));
        writer.write('\n');
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The last frame that has a line; 0 for an empty file. */
  public int lastFrame() {
    return byFrame.isEmpty() ? 0 : byFrame.lastKey();
  }

  /** The lines of a frame, none when it has none. */
  public List<MotRow> frame(int frame) {
    return byFrame.getOrDefault(frame, List.of());
  }
}
