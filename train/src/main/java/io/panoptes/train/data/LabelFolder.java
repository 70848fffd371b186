package io.panoptes.train.data;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.dataset.label.LabelPictures;
import io.panoptes.segment.motion.Components;
import io.panoptes.train.data.SegmentTable.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of label PNGs: {@code images/} and, with the same names, {@code labels/}, whose values
 * are the ids of categories and 0 void. Things are the connected components of their category,
 * believed to be single if their shape allows.
 */
public final class LabelFolder implements LabelledPictures {

  private final LabelSet labels;
  private final PictureReader reader;
  private final List<Path> pictures;
  private final Map<String, Path> labelFiles = new HashMap<>();

  private LabelFolder(LabelSet labels, PictureReader reader, List<Path> pictures) {
    this.labels = labels;
    this.reader = reader;
    this.pictures = pictures;
  }

  /**
   * @throws EvalInputException when a folder is missing or empty, or a picture has no labels
   */
  public static LabelFolder open(Path folder, LabelSet labels, PictureReader reader) {
    List<Path> pictures = DataFiles.list(folder.resolve("images"), Files::isRegularFile);
    if (pictures.isEmpty()) {
      throw new EvalInputException(folder.resolve("images"), "", "has no pictures");
    }
    LabelFolder opened = new LabelFolder(labels, reader, pictures);
    for (Path picture : pictures) {
      String name = DataFiles.stem(picture) + ".png";
      Path png = folder.resolve("labels").resolve(name);
      opened.labelFiles.put(
          picture.toString(), DataFiles.require(png, "label picture of " + picture));
    }
    return opened;
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String name(int index) {
    return pictures.get(index).getFileName().toString();
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public LabelledPicture read(int index) {
    Path file = pictures.get(index);
    Path png = labelFiles.get(file.toString());
    Pixels pixels = reader.read(file);
    LabelMap map = LabelPictures.read(png, Optional.empty());
    if (map.width() != pixels.width() || map.height() != pixels.height()) {
      throw new EvalInputException(
          png,
          "",
          "is %dx%d and its picture %s %dx%d; label every picture in its own size"
              .formatted(map.width(), map.height(), file, pixels.width(), pixels.height()));
    }
    return build(pixels, map.labels(), png);
  }

  private LabelledPicture build(Pixels pixels, int[] values, Path png) {
    SegmentTable table = new SegmentTable(labels, png);
    int[] ids = new int[values.length];
    int next = 1;
    for (int label = 0; label < labels.size(); label++) {
      int id = labels.category(label).id();
      byte[] mask = new byte[values.length];
      boolean any = false;
      for (int i = 0; i < values.length; i++) {
        if (values[i] == id) {
          mask[i] = 1;
          any = true;
        }
      }
      if (!any) {
        continue;
      }
      Components components = new Components(pixels.width(), pixels.height());
      int count = labels.isThing(label) ? components.find(mask) : 1;
      for (int i = 0; i < values.length; i++) {
        if (mask[i] != 0) {
          ids[i] = next + (labels.isThing(label) ? components.labels()[i] - 1 : 0);
        }
      }
      for (int i = 0; i < count; i++) {
        table.add(next++, label, false, Trust.BY_SHAPE);
      }
    }
    requireKnown(values, ids, pixels.width(), png);
    return table.build(pixels, ids, false);
  }

  private void requireKnown(int[] values, int[] ids, int width, Path png) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0 && ids[i] == 0) {
        throw new EvalInputException(
            png,
            "pixel (%d, %d)".formatted(i % width, i / width),
            "has the value %d, which is no category; 0 is void, and known are %s"
                .formatted(values[i], known()));
      }
    }
  }

  private String known() {
    return String.join(
        ", ", labels.categories().stream().map(c -> c.id() + " " + c.name()).toList());
  }
}
