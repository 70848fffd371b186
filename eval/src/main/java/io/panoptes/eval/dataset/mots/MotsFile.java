package io.panoptes.eval.dataset.mots;

import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.dataset.TextRows;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import io.panoptes.eval.image.PngWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One sequence of MOTS: a text file of frame, id, class, height, width and run lengths a line, or a
 * folder of pictures with 16 bits whose values are class times 1000 plus instance.
 *
 * @param path the file or folder
 * @param byFrame objects of each frame that has any, in the order of the file
 */
public record MotsFile(Path path, TreeMap<Integer, List<MotsObject>> byFrame) {

  private static final int CLASS_STEP = 1000;

  /**
   * Reads a text file or a folder of pictures, whichever the path is.
   *
   * @throws EvalInputException when it is missing or unreadable, an id appears twice in a frame,
   *     masks of a frame overlap or differ in size; names the line or the frame
   */
  public static MotsFile read(Path path) {
    return Files.isDirectory(path) ? readPictures(path) : readText(path);
  }

  private static MotsFile readText(Path path) {
    TreeMap<Integer, List<MotsObject>> byFrame = new TreeMap<>();
    TextRows.readWords(
        path,
        row -> {
          row.require(6, "frame id class height width rle");
          int frame = row.integer(0, "frame");
          if (frame < 0) {
            throw row.problem("frame " + frame + " is out of range; frames count from 0 or 1");
          }
          int height = row.integer(3, "height");
          int width = row.integer(4, "width");
          Rle mask;
          try {
            mask = RleString.decode(row.text(5), width, height);
          } catch (IllegalArgumentException e) {
            throw row.problem("has an unreadable mask: " + e.getMessage());
          }
          MotsObject read = new MotsObject(row.integer(1, "id"), row.integer(2, "class"), mask);
          List<MotsObject> objects = byFrame.computeIfAbsent(frame, f -> new ArrayList<>());
          for (MotsObject other : objects) {
            boolean ignored =
                read.category() == MotsObject.IGNORED_CLASS
                    && other.category() == MotsObject.IGNORED_CLASS;
            if (other.id() == read.id() && !ignored) {
              throw row.problem("id %d appears twice in frame %d".formatted(read.id(), frame));
            }
            if (other.mask().width() != width || other.mask().height() != height) {
              throw row.problem(
                  "mask of %d x %d pixels in a frame of %d x %d"
                      .formatted(width, height, other.mask().width(), other.mask().height()));
            }
            if (!ignored && other.mask().intersection(mask) > 0) {
              throw row.problem(
                  "the masks of %d and %d overlap in frame %d"
                      .formatted(other.id(), read.id(), frame));
            }
          }
          objects.add(read);
        });
    return new MotsFile(path, byFrame);
  }

  private static MotsFile readPictures(Path folder) {
    TreeMap<Integer, List<MotsObject>> byFrame = new TreeMap<>();
    List<Path> pictures =
        DataFiles.list(folder, file -> file.getFileName().toString().endsWith(".png"));
    for (Path picture : pictures) {
      int frame;
      try {
        frame = Integer.parseInt(DataFiles.stem(picture));
      } catch (NumberFormatException e) {
        throw new EvalInputException(picture, "", "is not named by its frame's number", e);
      }
      List<MotsObject> objects = objects(picture);
      if (!objects.isEmpty() && byFrame.put(frame, objects) != null) {
        throw new EvalInputException(picture, "frame " + frame, "there are two such pictures");
      }
    }
    return new MotsFile(folder, byFrame);
  }

  private static List<MotsObject> objects(Path picture) {
    PngImage png = PngDecoder.read(picture);
    if (png.channels() != 1) {
      throw new EvalInputException(
          picture, "", "has %d channels; MOTS pictures have one".formatted(png.channels()));
    }
    LabelMap map = png.channel(0);
    TreeSet<Integer> ids = new TreeSet<>();
    int last = 0;
    for (int id : map.labels()) {
      if (id != last) {
        ids.add(id);
        last = id;
      }
    }
    ids.remove(0);
    List<MotsObject> objects = new ArrayList<>(ids.size());
    for (int id : ids) {
      int category = id >= MotsObject.IGNORED_ID ? MotsObject.IGNORED_CLASS : id / CLASS_STEP;
      objects.add(new MotsObject(id, category, map.mask(label -> label == id)));
    }
    return objects;
  }

  /** Writes a text file. */
  public static void writeText(Path file, Map<Integer, List<MotsObject>> byFrame)
      throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Map.Entry<Integer, List<MotsObject>> frame : byFrame.entrySet()) {
        for (MotsObject object : frame.getValue()) {
          writer.write(
              "%d %d %d %d %d %s\n"
                  .formatted(
                      frame.getKey(),
                      object.id(),
                      object.category(),
                      object.mask().height(),
                      object.mask().width(),
                      RleString.encode(object.mask())));
        }
      }
    }
  }

  /** Writes a folder of pictures, named by six digits. */
  public static void writePictures(Path folder, Map<Integer, List<MotsObject>> byFrame)
      throws IOException {
    for (Map.Entry<Integer, List<MotsObject>> frame : byFrame.entrySet()) {
      if (frame.getValue().isEmpty()) {
        continue;
      }
      Rle first = frame.getValue().get(0).mask();
      int[] labels = new int[first.width() * first.height()];
      for (MotsObject object : frame.getValue()) {
        object.mask().paint(labels, object.id());
      }
      PngWriter.write(
          folder.resolve("%06d.png".formatted(frame.getKey())),
          PngWriter.grey16(new LabelMap(first.width(), first.height(), labels)));
    }
  }

  /** The first frame that has an object; 1 for an empty file. */
  public int firstFrame() {
    return byFrame.isEmpty() ? 1 : byFrame.firstKey();
  }

  /** The last frame that has an object; 0 for an empty file. */
  public int lastFrame() {
    return byFrame.isEmpty() ? 0 : byFrame.lastKey();
  }

  /** The objects of a frame, none when it has none. */
  public List<MotsObject> frame(int frame) {
    return byFrame.getOrDefault(frame, List.of());
  }
}
