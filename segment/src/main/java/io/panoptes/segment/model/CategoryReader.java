package io.panoptes.segment.model;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a model's labels mean; problems are recorded in the document. */
final class CategoryReader {

  private CategoryReader() {}

  static Map<Integer, Category> read(ConfigNode root) {
    Map<Integer, Category> categories = new TreeMap<>();
    Map<Integer, String> usedIds = new HashMap<>();
    List<ConfigNode> items = root.list("categories");
    for (int i = 0; i < items.size(); i++) {
      ConfigNode item = items.get(i);
      int label = (int) item.integer("label", i, 0, 60000);
      Category category = readCategory(item, label);
      if (category == null) {
        continue;
      }
      if (categories.putIfAbsent(label, category) != null) {
        item.problem("has label " + label + ", which another category has already");
      }
      String other = usedIds.putIfAbsent(category.id(), category.name());
      if (other != null && !other.equals(category.name())) {
        item.problem("has the same id " + category.id() + " as " + other);
      }
    }
    if (categories.isEmpty()) {
      root.problem("has no 'categories'; list what each label of the output means");
    }
    return categories;
  }

  private static Category readCategory(ConfigNode item, int label) {
    String name = item.requiredText("name");
    Category known = CategoryCatalog.STREET.find(name).orElse(null);
    String colour = item.text("colour", "");
    if (known == null && !item.has("kind")) {
      item.problem(
          "names the unknown category '"
              + name
              + "'; give it a kind (thing or stuff), or use one of "
              + CategoryCatalog.STREET);
    }
    Category.Kind kind = item.choice("kind", known == null ? Category.Kind.STUFF : known.kind());
    if (name.isEmpty()) {
      return null;
    }
    if (known != null && kind == known.kind() && colour.isEmpty()) {
      return known;
    }
    return new Category(
        known == null ? ModelManifest.FIRST_OWN_ID + label : known.id(),
        name,
        kind,
        colour.isEmpty() ? ownColour(label) : readColour(item, colour),
        item.text("parent", known == null ? "" : known.parent()));
  }

  private static int readColour(ConfigNode item, String colour) {
    if (colour.matches("#[0-9a-fA-F]{6}")) {
      return Integer.parseInt(colour.substring(1), 16);
    }
    item.problem("has the colour " + colour + "; write it as \"#rrggbb\"");
    return 0;
  }

  /** A fixed colour that differs well from those of neighbouring labels. */
  private static int ownColour(int label) {
    return java.awt.Color.HSBtoRGB(label * 0.618034f % 1, 0.65f, 0.9f) & 0xFFFFFF;
  }
}
