package io.panoptes.segment.classic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters of {@code grabcut}.
 *
 * @param workingHeight height in pixels to which a thing's surroundings are shrunk; raising it
 *     finds finer outlines and takes time with its square
 * @param iterations how often colours are learnt and the cut is made anew; raising it settles the
 *     outline and takes time
 * @param minScore least difference of colour between a thing and its surroundings, 0 to 1, for the
 *     thing to be there; raising it leaves out what stands out little
 * @param places where things may be, in the order of the configuration
 */
public record GrabCutSettings(
    int workingHeight, int iterations, double minScore, List<Place> places) {

  /**
   * A drawn area around the place of one thing, such as a parking space.
   *
   * @param name for people
   * @param category what the thing is
   * @param polygon around the whole thing, in normalised coordinates
   * @param inside points that are on the thing when it is there, may be empty
   * @param outside points that never are, may be empty
   */
  public record Place(
      String name, Category category, Polygon polygon, List<Point> inside, List<Point> outside) {

    public Place {
      requireNonNull(name, "name is null");
      requireNonNull(category, "category is null");
      requireNonNull(polygon, "polygon is null");
      inside = List.copyOf(inside);
      outside = List.copyOf(outside);
      if (!category.isThing()) {
        throw new IllegalArgumentException(
            "category %s of place %s is stuff; name a thing".formatted(category.name(), name));
      }
    }
  }

  public GrabCutSettings {
    if (workingHeight < 48) {
      throw new IllegalArgumentException(
          "working-height " + workingHeight + " must be at least 48 pixels");
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations " + iterations + " must be at least 1");
    }
    if (!(minScore >= 0 && minScore <= 1)) {
      throw new IllegalArgumentException("min-score " + minScore + " must be 0 to 1");
    }
    places = List.copyOf(places);
  }

  /** What an empty section gives. */
  public static GrabCutSettings defaults() {
    return new GrabCutSettings(360, 5, 0.6, List.of());
  }

  static GrabCutSettings read(ConfigNode node) {
    GrabCutSettings defaults = defaults();
    List<Place> places = new ArrayList<>();
    for (Map.Entry<String, ConfigNode> entry : node.mapping("places").entries().entrySet()) {
      readPlace(entry.getKey(), entry.getValue()).ifPresent(places::add);
    }
    return new GrabCutSettings(
        (int) node.integer("working-height", defaults.workingHeight, 48, 2160),
        (int) node.integer("iterations", defaults.iterations, 1, 50),
        node.number("min-score", defaults.minScore, 0, 1),
        places);
  }

  private static Optional<Place> readPlace(String name, ConfigNode node) {
    List<String> allowed =
        CategoryCatalog.STREET.categories().stream()
            .filter(Category::isThing)
            .map(Category::name)
            .toList();
    String category = node.choice("category", "object", allowed);
    Optional<Polygon> polygon = ConfigShapes.polygon(node, "polygon");
    List<Point> inside = ConfigShapes.points(node, "inside");
    List<Point> outside = ConfigShapes.points(node, "outside");
    return polygon.map(
        area -> new Place(name, CategoryCatalog.STREET.get(category), area, inside, outside));
  }
}
