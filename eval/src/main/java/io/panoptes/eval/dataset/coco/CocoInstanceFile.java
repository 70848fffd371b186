package io.panoptes.eval.dataset.coco;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.instance.InstanceTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ground truth in COCO's instance format.
 *
 * @param path where it was read
 * @param images by id, in the order of the file
 * @param categories in the order of the file
 * @param annotations by picture; every picture has an entry
 */
public record CocoInstanceFile(
    Path path,
    Map<Long, CocoImage> images,
    List<EvalCategory> categories,
    Map<Long, List<InstanceTruth>> annotations) {

  /**
   * @param masks whether masks are wanted; without, they are not decoded
   * @throws EvalInputException when the file is missing, is no JSON, an annotation's picture or
   *     category is unknown, its mask cannot be read or its id appears twice; names the annotation
   */
  public static CocoInstanceFile read(Path path, boolean masks) {
    Map<Long, CocoImage> images = new LinkedHashMap<>();
    List<EvalCategory> categories = new ArrayList<>();
    List<Raw> raw = new ArrayList<>();
    JsonReader.read(
        path,
        json -> {
          boolean[] found = {false};
          json.object(
              "the file",
              name -> {
                switch (name) {
                  case "images" ->
                      json.array(
                          "images",
                          () -> {
                            CocoImage image = CocoImage.read(json);
                            images.put(numeric(path, image.id()), image);
                          });
                  case "categories" -> categories.addAll(CocoCategories.read(json));
                  case "annotations" -> {
                    found[0] = true;
                    json.array("annotations", () -> raw.add(Raw.read(json, masks)));
                  }
                  default -> json.skip();
                }
              });
          if (!found[0]) {
            throw json.problem("", "has no \"annotations\"");
          }
          return found;
        });
    Map<Long, List<InstanceTruth>> annotations = new LinkedHashMap<>();
    images.keySet().forEach(id -> annotations.put(id, new ArrayList<>()));
    Set<Integer> known = new HashSet<>();
    categories.forEach(category -> known.add(category.id()));
    Set<Long> ids = new HashSet<>();
    for (Raw annotation : raw) {
      String entry = "annotation " + annotation.id;
      CocoImage image = images.get(annotation.image);
      if (image == null) {
        throw new EvalInputException(
            path, entry, "is of the image " + annotation.image + ", which the file does not have");
      }
      if (!known.contains(annotation.category)) {
        throw new EvalInputException(
            path, entry, "has the unknown category " + annotation.category);
      }
      if (!ids.add(annotation.id)) {
        throw new EvalInputException(path, entry, "the id appears twice");
      }
      annotations.get(annotation.image).add(annotation.truth(path, entry, image, masks));
    }
    return new CocoInstanceFile(path, images, categories, annotations);
  }

  static long numeric(Path path, String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new EvalInputException(path, "image " + id, "the id must be a number", e);
    }
  }

  /** An annotation before its picture's size is known. */
  private static final class Raw {
    long id;
    long image;
    int category = -1;
    double area = -1;
    boolean crowd;
    double[] box;
    CocoSegmentation segmentation;

    static Raw read(JsonReader json, boolean masks) throws IOException {
      Raw raw = new Raw();
      boolean[] has = new boolean[2];
      json.object(
          "annotation",
          name -> {
            switch (name) {
              case "id" -> {
                raw.id = json.integer("annotation id");
                has[0] = true;
              }
              case "image_id" -> {
                raw.image = json.integer("image_id");
                has[1] = true;
              }
              case "category_id" -> raw.category = json.int32("category_id");
              case "area" -> raw.area = json.number("area");
              case "iscrowd" -> raw.crowd = json.flag("iscrowd");
              case "bbox" -> raw.box = json.numbers("bbox");
              case "segmentation" -> {
                if (masks) {
                  raw.segmentation = CocoSegmentation.read(json);
                } else {
                  json.skip();
                }
              }
              default -> json.skip();
            }
          });
      if (!has[0] || !has[1] || raw.category < 0) {
        throw json.problem("an annotation lacks its id, image_id or category_id");
      }
      return raw;
    }

    InstanceTruth truth(Path path, String entry, CocoImage source, boolean masks) {
      Rle mask = null;
      if (masks) {
        if (segmentation == null) {
          throw new EvalInputException(path, entry, "has no segmentation");
        }
        mask = segmentation.mask(path, entry, source);
      }
      if (box == null && mask == null) {
        throw new EvalInputException(path, entry, "has no bbox");
      }
      Box where = box == null ? mask.box() : CocoSegmentation.box(path, entry, box);
      double size = area >= 0 ? area : mask != null ? mask.area() : where.area();
      return new InstanceTruth(id, category, where, mask, size, crowd);
    }
  }
}
