package io.panoptes.segment.javacv;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Scene;
import io.panoptes.segment.SceneArea;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.classic.GrabCutSettings;
import io.panoptes.segment.prompt.BoxPrompt;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the things out of a camera's drawn places, each picture by itself, on the stuff that its
 * scene draws. A place whose cut stands out too little from its surroundings is empty.
 */
final class GrabCutSegmenter implements Segmenter {

  private final GrabCutSettings settings;
  private final List<SceneArea> areas;
  private final GrabCut grabCut;
  private Scene scene;

  GrabCutSegmenter(GrabCutSettings settings, List<SceneArea> areas) {
    this.settings = settings;
    this.areas = List.copyOf(areas);
    grabCut = new GrabCut(settings.workingHeight(), settings.iterations());
  }

  @Override
  public String name() {
    return GrabCut.NAME;
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
    char[] ids = scene.copyIds();
    List<Category> categories = new ArrayList<>(scene.categories());
    List<Double> scores = new ArrayList<>();
    categories.forEach(category -> scores.add(1.0));
    try (PromptSession session = grabCut.open(image)) {
      for (GrabCutSettings.Place place : settings.places()) {
        Polygon polygon = place.polygon().scale(image.width(), image.height());
        PromptResult result = session.segment(prompts(place, polygon, image));
        if (result.score() >= settings.minScore() && result.mask().area() > 0) {
          categories.add(place.category());
          scores.add(result.score());
          paint(result, polygon, ids, (char) categories.size());
        }
      }
    }
    return Segmentation.of(
        new SegmentMap(image.width(), image.height(), ids),
        id -> categories.get(id - 1),
        id -> scores.get(id - 1));
  }

  private static List<Prompt> prompts(GrabCutSettings.Place place, Polygon polygon, Image image) {
    List<Prompt> prompts = new ArrayList<>();
    Box bounds = polygon.bounds();
    double right = Math.min(image.width(), Math.max(bounds.right(), bounds.left() + 1));
    double bottom = Math.min(image.height(), Math.max(bounds.bottom(), bounds.top() + 1));
    prompts.add(
        new BoxPrompt(
            new Box(
                Math.min(bounds.left(), right - 1),
                Math.min(bounds.top(), bottom - 1),
                right,
                bottom)));
    place.inside().forEach(point -> prompts.add(click(point, image, true)));
    place.outside().forEach(point -> prompts.add(click(point, image, false)));
    return prompts;
  }

  private static PointPrompt click(Point point, Image image, boolean positive) {
    return new PointPrompt(
        Math.min(image.width() - 1, point.x() * image.width()),
        Math.min(image.height() - 1, point.y() * image.height()),
        positive);
  }

  private static void paint(PromptResult result, Polygon polygon, char[] ids, char id) {
    byte[] inside = result.mask().inside();
    int width = result.mask().width();
    for (int i = 0; i < inside.length; i++) {
      if (inside[i] != 0 && polygon.contains(i % width + 0.5, i / width + 0.5)) {
        ids[i] = id;
      }
    }
  }

  @Override
  public void close() {
    scene = null;
    grabCut.close();
  }
}
