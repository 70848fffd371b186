package io.panoptes.core.panoptic;

import static io.panoptes.core.panoptic.Category.Kind.STUFF;
import static io.panoptes.core.panoptic.Category.Kind.THING;
import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The categories that a model or a data set knows, in a fixed order, ids and names unique. */
public final class CategoryCatalog {

  /**
   * The categories of a street seen by a fixed camera; what the {@code motion} segmenter and scene
   * layouts speak. Ids 1 to 5 and 21 to 27 are those of the street data set; {@code region} is a
   * part of a picture of which nobody knows what it is.
   */
  public static final CategoryCatalog STREET =
      new CategoryCatalog(
          List.of(
              new Category(1, "person", THING, 0xDC143C, ""),
              new Category(2, "bicycle", THING, 0x770B20, "vehicle"),
              new Category(3, "motorcycle", THING, 0x0000E6, "vehicle"),
              new Category(4, "car", THING, 0x2F6FED, "vehicle"),
              new Category(5, "heavy-vehicle", THING, 0x003C64, "vehicle"),
              new Category(6, "vehicle", THING, 0x1C9DD8, ""),
              new Category(7, "object", THING, 0xF2A900, ""),
              new Category(8, "region", THING, 0x35C9FF, ""),
              new Category(20, "background", STUFF, 0x5A5A5A, ""),
              new Category(21, "road", STUFF, 0x804080, "ground"),
              new Category(22, "pavement", STUFF, 0xF423E8, "ground"),
              new Category(23, "building", STUFF, 0x464646, ""),
              new Category(24, "pole", STUFF, 0x999999, ""),
              new Category(25, "vegetation", STUFF, 0x6B8E23, ""),
              new Category(26, "grass", STUFF, 0x98FB98, "ground"),
              new Category(27, "sky", STUFF, 0x4682B4, ""),
              new Category(28, "water", STUFF, 0x2E8B9A, "")));

  private final Map<Integer, Category> byId = new LinkedHashMap<>();
  private final Map<String, Category> byName = new LinkedHashMap<>();

  public CategoryCatalog(Collection<Category> categories) {
    requireNonNull(categories, "categories is null");
    for (Category category : categories) {
      if (byId.put(category.id(), category) != null) {
        throw new IllegalArgumentException("category id " + category.id() + " appears twice");
      }
      if (byName.put(category.name(), category) != null) {
        throw new IllegalArgumentException("category name " + category.name() + " appears twice");
      }
    }
  }

  /** In the catalogue's order. */
  public List<Category> categories() {
    return List.copyOf(byId.values());
  }

  public Optional<Category> find(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Category> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * @throws IllegalArgumentException when there is none of that name; the message lists all names
   */
  public Category get(String name) {
    Category category = byName.get(name);
    if (category == null) {
      throw new IllegalArgumentException(
          "unknown category '" + name + "'; known are " + String.join(", ", byName.keySet()));
    }
    return category;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CategoryCatalog catalog && categories().equals(catalog.categories());
  }

  @Override
  public int hashCode() {
    return categories().hashCode();
  }

  @Override
  public String toString() {
    return byName.keySet().toString();
  }
}
