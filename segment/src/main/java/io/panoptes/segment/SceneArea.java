package io.panoptes.segment;

import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;

/**
 * A drawn part of a camera's view, such as its road.
 *
 * @param category stuff
 * @param polygon in normalised coordinates, 0 to 1
 */
public record SceneArea(Category category, Polygon polygon) {

  public SceneArea {
    if (polygon == null) {
      throw new NullPointerException("polygon is null");
    }
    if (category.isThing()) {
      throw new IllegalArgumentException(
          "category " + category.name() + " is a thing; a scene is drawn with stuff");
    }
  }
}
