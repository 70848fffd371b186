package io.panoptes.eval.dataset.coco;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.mask.PolygonMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A mask as COCO files write it: polygons, run lengths as numbers, or run lengths as text. */
final class CocoSegmentation {

  private final List<double[]> polygons = new ArrayList<>();
  private String text;
  private double[] runs;
  private double[] size;

  /** Reads the value of a {@code segmentation} field. */
  static CocoSegmentation read(JsonReader json) throws IOException {
    CocoSegmentation segmentation = new CocoSegmentation();
    if (json.isArray()) {
      json.array("segmentation", () -> segmentation.polygons.add(json.numbers("polygon")));
    } else {
      json.object(
          "segmentation",
          name -> {
            switch (name) {
              case "counts" -> {
                if (json.isText()) {
                  segmentation.text = json.text("counts");
                } else {
                  segmentation.runs = json.numbers("counts");
                }
              }
              case "size" -> segmentation.size = json.numbers("size");
              default -> json.skip();
            }
          });
      if (segmentation.size == null
          || segmentation.size.length != 2
          || segmentation.text == null && segmentation.runs == null) {
        throw json.problem("a segmentation needs size [height, width] and counts");
      }
    }
    return segmentation;
  }

  /**
   * @throws EvalInputException when the mask cannot be read or has another size than its picture
   */
  Rle mask(Path path, String entry, CocoImage image) {
    try {
      Rle mask = size == null ? fill(image) : decode();
      if (image.width() > 0 && (mask.width() != image.width() || mask.height() != image.height())) {
        throw new EvalInputException(
            path,
            entry,
            "has a mask of %d x %d pixels, the image %s has %d x %d"
                .formatted(mask.width(), mask.height(), image.id(), image.width(), image.height()));
      }
      return mask;
    } catch (IllegalArgumentException e) {
      throw new EvalInputException(path, entry, "has an unreadable mask: " + e.getMessage(), e);
    }
  }

  private Rle decode() {
    int height = (int) size[0];
    int width = (int) size[1];
    if (text != null) {
      return RleString.decode(text, width, height);
    }
    int[] counts = new int[runs.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (int) runs[i];
    }
    return new Rle(width, height, counts);
  }

  private Rle fill(CocoImage image) {
    if (image.width() < 1 || image.height() < 1) {
      throw new IllegalArgumentException(
          "it is a polygon and the image " + image.id() + " has no width and height");
    }
    if (polygons.isEmpty()) {
      return Rle.empty(image.width(), image.height());
    }
    List<Rle> parts = new ArrayList<>(polygons.size());
    for (double[] polygon : polygons) {
      parts.add(PolygonMask.fill(polygon, image.width(), image.height()));
    }
    return Rle.union(parts);
  }

  /** A {@code bbox} field: x, y, width, height. */
  static Box box(Path path, String entry, double[] bbox) {
    if (bbox.length != 4 || !(bbox[2] >= 0) || !(bbox[3] >= 0)) {
      throw new EvalInputException(
          path, entry, "has a bbox that is not [x, y, width, height] with sizes of at least 0");
    }
    return Box.ofSize(bbox[0], bbox[1], bbox[2], bbox[3]);
  }

  /** The mask of a box, as COCO's tools make one for results that have boxes only. */
  static Rle ofBox(double[] bbox, int width, int height) {
    double right = bbox[0] + bbox[2];
    double bottom = bbox[1] + bbox[3];
    return PolygonMask.fill(
        new double[] {bbox[0], bbox[1], bbox[0], bottom, right, bottom, right, bbox[1]},
        width,
        height);
  }
}
