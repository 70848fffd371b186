package io.panoptes.eval.dataset.voc;

import io.panoptes.core.mask.Rle;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.JointHistogram;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import io.panoptes.eval.image.PngWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Pascal VOC folder with {@code SegmentationClass}, {@code SegmentationObject}, {@code
 * Annotations} and {@code ImageSets}, as far as they are there. Stateless.
 */
public final class VocDataset {

  private final Path root;

  /**
   * @param root the folder that holds {@code SegmentationClass}
   */
  public VocDataset(Path root) {
    this.root = root;
  }

  /** Ids of {@code ImageSets/Segmentation/<split>.txt}. */
  public List<String> ids(String split) {
    Path file = root.resolve("ImageSets/Segmentation").resolve(split + ".txt");
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new EvalInputException(file, "", "cannot be read as a list of ids", e);
    }
  }

  /** Ids of all pictures in {@code SegmentationClass}. */
  public List<String> ids() {
    return DataFiles.list(
            root.resolve("SegmentationClass"),
            file -> file.getFileName().toString().endsWith(".png"))
        .stream()
        .map(DataFiles::stem)
        .toList();
  }

  /** Classes 0 to 20, and 255 where nothing is evaluated. */
  public LabelMap classes(String id) {
    return labels(root.resolve("SegmentationClass").resolve(id + ".png"));
  }

  /** Objects from 1 on, 0 for background and 255 where nothing is evaluated. */
  public LabelMap objects(String id) {
    return labels(root.resolve("SegmentationObject").resolve(id + ".png"));
  }

  /** The annotation with boxes. */
  public VocAnnotation annotation(String id) {
    return VocAnnotation.read(root.resolve("Annotations").resolve(id + ".xml"));
  }

  /**
   * An object's pixels and its class.
   *
   * @param object value in {@code SegmentationObject}, from 1
   * @param category 1 to 20
   * @param mask its pixels
   */
  public record Instance(int object, int category, Rle mask) {}

  /**
   * The objects of a picture, each with the class that most of its pixels have.
   *
   * @throws EvalInputException when the two pictures differ in size, or an object lies on
   *     background
   */
  public List<Instance> instances(String id) {
    LabelMap classes = classes(id);
    LabelMap objects = objects(id);
    Path file = root.resolve("SegmentationObject").resolve(id + ".png");
    if (classes.width() != objects.width() || classes.height() != objects.height()) {
      throw new EvalInputException(file, "", "differs in size from its SegmentationClass");
    }
    JointHistogram pixels = JointHistogram.of(objects.labels(), classes.labels());
    TreeMap<Integer, Integer> best = new TreeMap<>();
    for (int i = 0; i < pixels.size(); i++) {
      int object = pixels.first(i);
      if (object == 0 || object == VocClasses.IGNORED) {
        continue;
      }
      Integer before = best.get(object);
      if (before == null || pixels.count(before) < pixels.count(i)) {
        best.put(object, i);
      }
    }
    List<Instance> instances = new ArrayList<>();
    for (Map.Entry<Integer, Integer> entry : best.entrySet()) {
      int object = entry.getKey();
      int category = pixels.second(entry.getValue());
      if (category == 0 || category >= VocClasses.NAMES.size()) {
        throw new EvalInputException(
            file, "object " + object, "lies on the class " + category + " in SegmentationClass");
      }
      instances.add(new Instance(object, category, objects.mask(label -> label == object)));
    }
    return instances;
  }

  /** Writes a picture of classes or objects with VOC's colours; labels 0 to 255. */
  public static void write(Path png, LabelMap labels) throws IOException {
    PngWriter.write(png, PngWriter.indexed(labels, VocClasses.palette()));
  }

  private static LabelMap labels(Path png) {
    PngImage picture = PngDecoder.read(png);
    if (picture.channels() != 1 || picture.bitDepth() == 16) {
      throw new EvalInputException(
          png,
          "",
          "has %d channels of %d bits; VOC's label pictures have one indexed channel"
              .formatted(picture.channels(), picture.bitDepth()));
    }
    return picture.channel(0);
  }
}
