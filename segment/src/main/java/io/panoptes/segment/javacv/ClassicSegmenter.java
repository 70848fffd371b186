package io.panoptes.segment.javacv;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Scene;
import io.panoptes.segment.SceneArea;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.classic.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Parts each picture by itself into regions, on the stuff that the camera's scene draws. Nobody
 * knows what a region is: all are things of the category {@code region}. Remembers nothing of a
 * picture; equal pictures give equal results.
 */
final class ClassicSegmenter implements Segmenter {

  private static final Category REGION = CategoryCatalog.STREET.get("region");

  private final String name;
  private final Function<Image, Regions> method;
  private final List<SceneArea> areas;
  private Scene scene;

  ClassicSegmenter(String name, Function<Image, Regions> method, List<SceneArea> areas) {
    this.name = name;
    this.method = method;
    this.areas = List.copyOf(areas);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    List<Segmentation> results = new ArrayList<>(batch.size());
    for (Picture picture : batch) {
      results.add(segment(picture.image()));
    }
    return results;
  }

  private Segmentation segment(Image image) {
    if (scene == null || scene.width() != image.width() || scene.height() != image.height()) {
      scene = Scene.draw(areas, image.width(), image.height());
    }
    List<Category> stuff = scene.categories();
    char[] ids = scene.copyIds();
    method.apply(image).paint(ids, image.width(), image.height(), stuff.size() + 1);
    return Segmentation.of(
        new SegmentMap(image.width(), image.height(), ids),
        id -> id <= stuff.size() ? stuff.get(id - 1) : REGION,
        id -> 1);
  }

  @Override
  public void close() {
    scene = null;
  }
}
