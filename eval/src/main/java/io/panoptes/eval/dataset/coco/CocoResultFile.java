package io.panoptes.eval.dataset.coco;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.instance.InstanceDetection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Detections in COCO's result format, an array of {@code image_id, category_id, score} with {@code
 * bbox}, {@code segmentation} or both. As in pycocotools the first entry decides: with a box there,
 * areas are those of the boxes, otherwise those of the masks.
 *
 * @param path where it was read
 * @param hasMasks whether the first detection has a mask of its own
 * @param detections by picture, in the order of the file; pictures without any have no entry
 */
public record CocoResultFile(
    Path path, boolean hasMasks, Map<Long, List<InstanceDetection>> detections) {

  /**
   * @param truth what the results are for
   * @param masks whether masks are wanted; without, they are decoded only for missing boxes
   * @throws EvalInputException when the file is missing, is no JSON, or a detection's picture is
   *     unknown or its mask cannot be read; names the detection, counted from 0
   */
  public static CocoResultFile read(Path path, CocoInstanceFile truth, boolean masks) {
    List<Raw> raw = new ArrayList<>();
    JsonReader.read(
        path,
        json -> {
          if (json.isObject()) {
            json.object(
                "the file",
                name -> {
                  if (name.equals("annotations")) {
                    json.array("annotations", () -> raw.add(Raw.read(json, raw.size())));
                  } else {
                    json.skip();
                  }
                });
          } else {
            json.array("the file", () -> raw.add(Raw.read(json, raw.size())));
          }
          return raw;
        });
    boolean fromBoxes = !raw.isEmpty() && raw.get(0).box != null;
    Map<Long, List<InstanceDetection>> detections = new LinkedHashMap<>();
    for (int i = 0; i < raw.size(); i++) {
      String entry = "detection " + i;
      CocoImage image = truth.images().get(raw.get(i).image);
      if (image == null) {
        throw new EvalInputException(
            path, entry, "is of the image " + raw.get(i).image + ", which ground truth lacks");
      }
      detections
          .computeIfAbsent(raw.get(i).image, id -> new ArrayList<>())
          .add(raw.get(i).detection(path, entry, image, masks, fromBoxes));
    }
    return new CocoResultFile(path, !raw.isEmpty() && raw.get(0).segmentation != null, detections);
  }

  private static final class Raw {
    long image;
    int category = -1;
    double score = Double.NaN;
    double[] box;
    CocoSegmentation segmentation;

    static Raw read(JsonReader json, int index) throws IOException {
      Raw raw = new Raw();
      boolean[] has = new boolean[1];
      json.object(
          "detection",
          name -> {
            switch (name) {
              case "image_id" -> {
                raw.image = json.integer("image_id");
                has[0] = true;
              }
              case "category_id" -> raw.category = json.int32("category_id");
              case "score" -> raw.score = json.number("score");
              case "bbox" -> {
                double[] box = json.numbers("bbox");
                raw.box = box.length == 0 ? null : box;
              }
              case "segmentation" -> raw.segmentation = CocoSegmentation.read(json);
              default -> json.skip();
            }
          });
      if (!has[0] || raw.category < 0 || Double.isNaN(raw.score)) {
        throw json.problem("detection " + index, "lacks its image_id, category_id or score");
      }
      if (raw.box == null && raw.segmentation == null) {
        throw json.problem("detection " + index, "has neither bbox nor segmentation");
      }
      return raw;
    }

    InstanceDetection detection(
        Path path, String entry, CocoImage source, boolean masks, boolean fromBoxes) {
      Rle mask = null;
      if (segmentation != null && (masks || box == null)) {
        mask = segmentation.mask(path, entry, source);
      } else if (masks) {
        CocoSegmentation.box(path, entry, box);
        mask = CocoSegmentation.ofBox(box, source.width(), source.height());
      }
      if (fromBoxes && box == null) {
        throw new EvalInputException(
            path, entry, "has no bbox, while the first detection of the file has one");
      }
      Box where = box == null ? mask.box() : CocoSegmentation.box(path, entry, box);
      double area = fromBoxes ? box[2] * box[3] : mask == null ? where.area() : mask.area();
      return new InstanceDetection(category, where, mask, area, score);
    }
  }
}
