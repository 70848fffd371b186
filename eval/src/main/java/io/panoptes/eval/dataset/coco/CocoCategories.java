package io.panoptes.eval.dataset.coco;

import io.panoptes.eval.EvalCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the categories of COCO files. */
public final class CocoCategories {

  private CocoCategories() {}

  /**
   * A file that is an array of categories, such as {@code panoptic_coco_categories.json}, or an
   * object that has one under {@code categories}.
   */
  public static List<EvalCategory> read(Path path) {
    return JsonReader.read(
        path,
        json -> {
          if (json.isArray()) {
            return read(json);
          }
          List<EvalCategory> categories = new ArrayList<>();
          json.object(
              "the file",
              name -> {
                if (name.equals("categories")) {
                  categories.addAll(read(json));
                } else {
                  json.skip();
                }
              });
          return categories;
        });
  }

  /** Categories without {@code isthing} are things, as in COCO's instance files. */
  static List<EvalCategory> read(JsonReader json) throws IOException {
    List<EvalCategory> categories = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    json.array(
        "categories",
        () -> {
          int[] id = {-1};
          String[] title = {""};
          boolean[] thing = {true};
          json.object(
              "category",
              name -> {
                switch (name) {
                  case "id" -> id[0] = json.int32("category id");
                  case "name" -> title[0] = json.text("category name");
                  case "isthing" -> thing[0] = json.flag("isthing");
                  default -> json.skip();
                }
              });
          if (id[0] < 0) {
            throw json.problem("a category has no id, or one below 0");
          }
          if (!ids.add(id[0])) {
            throw json.problem("category " + id[0], "the id appears twice");
          }
          categories.add(new EvalCategory(id[0], title[0], thing[0]));
        });
    return categories;
  }
}
