package io.panoptes.track.association;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.box.Detection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Detections by frame.
 *
 * @param format how the file is written
 * @param frames the detections of each frame that has any, in the order of the file
 * @param categories names of the categories; a detection's category is an index into them
 */
public record DetectionFile(
    DetectionFormat format,
    NavigableMap<Integer, List<Detection>> frames,
    List<String> categories) {

  private static final int KITTI_COLUMNS = 18;
  private static final int MOT_COLUMNS = 7;

  public DetectionFile {
    if (format == null) {
      throw new NullPointerException("format is null");
    }
    NavigableMap<Integer, List<Detection>> copy = new TreeMap<>();
    frames.forEach((frame, detections) -> copy.put(frame, List.copyOf(detections)));
    frames = Collections.unmodifiableNavigableMap(copy);
    categories = List.copyOf(categories);
  }

  /**
   * Reads a file. Boxes without extent, which some detectors write, are left out; so are KITTI's
   * {@code DontCare} regions.
   *
   * @throws IOException when it cannot be read
   * @throws DetectionFileException when a line is not as the format says
   */
  public static DetectionFile read(Path file, DetectionFormat format) throws IOException {
    NavigableMap<Integer, List<Detection>> frames = new TreeMap<>();
    List<String> categories = new ArrayList<>();
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty()) {
        Line parsed = new Line(file, i + 1, line, format);
        parsed.addTo(frames, categories);
      }
    }
    return new DetectionFile(format, frames, categories);
  }

  /** The detections of a frame, none for a frame that the file does not mention. */
  public List<Detection> frame(int frame) {
    return frames.getOrDefault(frame, List.of());
  }

  private static final class Line {
    private final Path file;
    private final int number;
    private final String[] columns;
    private final DetectionFormat format;

    Line(Path file, int number, String text, DetectionFormat format) {
      this.file = file;
      this.number = number;
      this.format = format;
      columns = text.split(format == DetectionFormat.KITTI ? "\\s+" : "\\s*,\\s*");
      int needed = format == DetectionFormat.KITTI ? KITTI_COLUMNS : MOT_COLUMNS;
      if (columns.length < needed) {
        throw problem(
            "has %d columns; %s needs at least %d".formatted(columns.length, format, needed));
      }
    }

    void addTo(NavigableMap<Integer, List<Detection>> frames, List<String> categories) {
      boolean isKitti = format == DetectionFormat.KITTI;
      int frame = frame();
      String category = isKitti ? columns[2] : "object";
      if (category.equals("DontCare")) {
        return;
      }
      double left = decimal(isKitti ? 6 : 2);
      double top = decimal(isKitti ? 7 : 3);
      double right = isKitti ? decimal(8) : left + decimal(4);
      double bottom = isKitti ? decimal(9) : top + decimal(5);
      double score = decimal(isKitti ? 17 : 6);
      if (!isKitti && score < 0) {
        score = 1;
      }
      frames.computeIfAbsent(frame, key -> new ArrayList<>());
      if (right <= left || bottom <= top) {
        return;
      }
      if (!categories.contains(category)) {
        categories.add(category);
      }
      frames
          .get(frame)
          .add(
              new Detection(
                  new Box(left, top, right, bottom), score, categories.indexOf(category)));
    }

    private int frame() {
      double value = decimal(0);
      int first = format == DetectionFormat.KITTI ? 0 : 1;
      if (value != Math.rint(value) || value < first || value > Integer.MAX_VALUE) {
        throw problem(
            "has frame %s; a whole number from %d on is needed".formatted(columns[0], first));
      }
      return (int) value;
    }

    private double decimal(int column) {
      try {
        double value = Double.parseDouble(columns[column]);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Reported below.
      }
      throw problem(
          "has '%s' in column %d; a number is needed".formatted(columns[column], column + 1));
    }

    private DetectionFileException problem(String what) {
      return new DetectionFileException("%s: line %d %s".formatted(file, number, what));
    }
  }
}
