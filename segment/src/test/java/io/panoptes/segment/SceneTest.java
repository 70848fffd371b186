package io.panoptes.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {

  private static final Category ROAD = CategoryCatalog.STREET.get("road");
  private static final Category GRASS = CategoryCatalog.STREET.get("grass");

  private static SceneArea area(Category category, double... xy) {
    List<Point> points = new java.util.ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new Point(xy[i], xy[i + 1]));
    }
    return new SceneArea(category, new Polygon(points));
  }

  @Test
  void shouldBeBackgroundWhereNothingIsDrawn() {
    Scene scene = Scene.draw(List.of(), 3, 2);
    assertArrayEquals(new char[] {1, 1, 1, 1, 1, 1}, scene.copyIds());
    assertEquals(List.of(CategoryCatalog.STREET.get("background")), scene.categories());
  }

  @Test
  void shouldPutLaterAreasOnTopAndEqualCategoriesTogether() {
    Scene scene =
        Scene.draw(
            List.of(
                area(ROAD, 0, 0, 1, 0, 1, 0.5, 0, 0.5),
                area(GRASS, 0.5, 0, 1, 0, 1, 1, 0.5, 1),
                area(ROAD, 0.75, 0.5, 1, 0.5, 1, 1, 0.75, 1)),
            4,
            2);
    assertArrayEquals(new char[] {2, 2, 3, 3, 1, 1, 3, 2}, scene.copyIds());
  }

  @Test
  void shouldAgreeWithThePolygonAtEveryPixelCentre() {
    SceneArea star = area(ROAD, 0.5, 0, 0.8, 0.95, 0.02, 0.35, 0.98, 0.35, 0.2, 0.95);
    int width = 61;
    int height = 47;
    char[] ids = Scene.draw(List.of(star), width, height).copyIds();
    Polygon polygon = star.polygon().scale(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertEquals(polygon.contains(x + 0.5, y + 0.5) ? 2 : 1, ids[y * width + x], x + "," + y);
      }
    }
  }

  @Test
  void shouldNotBeDrawnWithThings() {
    assertThrows(
        IllegalArgumentException.class,
        () -> area(CategoryCatalog.STREET.get("person"), 0, 0, 1, 0, 1, 1));
  }
}
