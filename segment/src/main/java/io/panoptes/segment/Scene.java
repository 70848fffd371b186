package io.panoptes.segment;

import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a camera's view shows when nobody is in it: stuff from drawn areas, later ones on top, and
 * {@code background} elsewhere, as pixels of one frame size. Immutable.
 */
public final class Scene {

  private final int width;
  private final int height;
  private final char[] ids;
  private final List<Category> categories;

  private Scene(int width, int height, char[] ids, List<Category> categories) {
    this.width = width;
    this.height = height;
    this.ids = ids;
    this.categories = List.copyOf(categories);
  }

  /** Draws the areas at a size; a pixel belongs to an area when its centre does. */
  public static Scene draw(List<SceneArea> areas, int width, int height) {
    List<Category> categories = new ArrayList<>();
    categories.add(CategoryCatalog.STREET.get("background"));
    char[] ids = new char[Math.multiplyExact(width, height)];
    Arrays.fill(ids, (char) 1);
    for (SceneArea area : areas) {
      int index = categories.indexOf(area.category());
      if (index < 0) {
        index = categories.size();
        categories.add(area.category());
      }
      fill(ids, width, height, area.polygon().scale(width, height), (char) (index + 1));
    }
    return new Scene(width, height, ids, categories);
  }

  private static void fill(char[] ids, int width, int height, Polygon polygon, char id) {
    int count = polygon.vertices().size();
    double[] crossings = new double[count];
    for (int y = 0; y < height; y++) {
      double centre = y + 0.5;
      int found = 0;
      for (int i = 0; i < count; i++) {
        double y0 = polygon.vertices().get(i).y();
        double y1 = polygon.vertices().get((i + 1) % count).y();
        if ((y0 > centre) != (y1 > centre)) {
          double x0 = polygon.vertices().get(i).x();
          double x1 = polygon.vertices().get((i + 1) % count).x();
          crossings[found++] = x0 + (x1 - x0) * (centre - y0) / (y1 - y0);
        }
      }
      Arrays.sort(crossings, 0, found);
      for (int i = 0; i + 1 < found; i += 2) {
        int from = Math.max(0, (int) Math.ceil(crossings[i] - 0.5));
        int to = Math.min(width, (int) Math.ceil(crossings[i + 1] - 0.5));
        if (from < to) {
          Arrays.fill(ids, y * width + from, y * width + to, id);
        }
      }
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The segment ids of an empty view, a copy that things may be painted on. */
  public char[] copyIds() {
    return ids.clone();
  }

  /** Ids 1 to {@code categories().size()} are these, in order; things come after them. */
  public List<Category> categories() {
    return categories;
  }
}
