package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.coco.CocoImage;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.train.data.SegmentTable.Trust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in COCO's panoptic format: {@code panoptic.json}, {@code images/} and {@code panoptic/}.
 * Where a picture says {@code labels}, things that no human drew are believed to be single only if
 * their shape allows; without, all are.
 */
public final class CocoPictures implements LabelledPictures {

  private static final String HUMAN = "human things";
  private static final String PERSON = "person";

  private final Path folder;
  private final LabelSet labels;
  private final PictureReader reader;
  private final Map<Integer, Integer> labelOfCategory = new HashMap<>();
  private final List<CocoImage> images = new ArrayList<>();
  private final List<PanopticAnnotation> annotations = new ArrayList<>();

  private CocoPictures(Path folder, LabelSet labels, PictureReader reader) {
    this.folder = folder;
    this.labels = requireNonNull(labels, "labels is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  /**
   * Reads the table; pictures are read later.
   *
   * @throws EvalInputException when the file is missing or damaged, knows a category that is not
   *     among the labels, or names a picture that is not there
   */
  public static CocoPictures open(Path folder, LabelSet labels, PictureReader reader) {
    Path json = folder.resolve("panoptic.json");
    if (!Files.isRegularFile(json)) {
      throw new EvalInputException(
          json, "", "there is no such file; a training set has panoptic.json, images/, panoptic/");
    }
    CocoPictures pictures = new CocoPictures(folder, labels, reader);
    pictures.add(CocoPanopticFile.read(json));
    return pictures;
  }

  private void add(CocoPanopticFile file) {
    for (EvalCategory category : file.categories()) {
      int label = labels.find(category.name());
      if (label >= 0) {
        labelOfCategory.put(category.id(), label);
      }
    }
    for (PanopticAnnotation annotation : file.annotations()) {
      CocoImage image = file.images().get(annotation.image());
      if (image == null) {
        throw new EvalInputException(
            file.path(), "image " + annotation.image(), "is annotated and not among the images");
      }
      annotation.segments().forEach(segment -> requireKnown(file, segment.category()));
      require(file.path(), image, folder.resolve("images").resolve(image.fileName()));
      require(file.path(), image, folder.resolve("panoptic").resolve(annotation.fileName()));
      images.add(image);
      annotations.add(annotation);
    }
    if (images.isEmpty()) {
      throw new EvalInputException(file.path(), "", "has no annotated picture");
    }
  }

  private void requireKnown(CocoPanopticFile file, int id) {
    if (labelOfCategory.containsKey(id)) {
      return;
    }
    String name =
        file.categories().stream()
            .filter(category -> category.id() == id)
            .map(category -> "'" + category.name() + "'")
            .findFirst()
            .orElse("without a name");
    throw new EvalInputException(
        file.path(),
        "category " + id,
        "%s is unknown; known are %s. Rename it, or leave its segments out and make them void"
            .formatted(name, labels.names()));
  }

  private static void require(Path json, CocoImage image, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new EvalInputException(json, "image " + image.id(), "there is no file " + file);
    }
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String name(int index) {
    return images.get(index).fileName();
  }

  /** What the file's name says before its last underscore. */
  @Override
  public String group(int index) {
    String name = name(index);
    int end = name.lastIndexOf('_');
    return end < 1 ? "" : name.substring(0, end);
  }

  @Override
  public boolean hasHumanPeople(int index) {
    return images.get(index).labels().contains(HUMAN);
  }

  @Override
  public LabelSet labels() {
    return labels;
  }

  @Override
  public LabelledPicture read(int index) {
    CocoImage image = images.get(index);
    PanopticAnnotation annotation = annotations.get(index);
    Path file = folder.resolve("images").resolve(image.fileName());
    Pixels pixels = reader.read(file);
    Path segments = folder.resolve("panoptic");
    PanopticLabels panoptic = PanopticPictures.read(segments, annotation);
    LabelMap map = panoptic.map();
    Path png = segments.resolve(annotation.fileName());
    if (map.width() != pixels.width() || map.height() != pixels.height()) {
      throw new EvalInputException(
          png,
          "",
          "is %dx%d and its picture %s %dx%d; label every picture in its own size"
              .formatted(map.width(), map.height(), file, pixels.width(), pixels.height()));
    }
    SegmentTable table = new SegmentTable(labels, png);
    for (PanopticSegment segment : panoptic.segments()) {
      int label = labelOfCategory.get(segment.categoryId());
      table.add(segment.id(), label, segment.crowd(), trust(image, label));
    }
    return table.build(pixels, map.labels(), hasHumanPeople(index) && labels.find(PERSON) == 0);
  }

  private Trust trust(CocoImage image, int label) {
    if (image.labels().isEmpty()) {
      return Trust.FULL;
    }
    boolean human = image.labels().contains(HUMAN) && labels.category(label).name().equals(PERSON);
    return human ? Trust.FULL : Trust.BY_SHAPE;
  }
}
