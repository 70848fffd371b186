package io.panoptes.eval.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.Scenes;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VideoPanopticQualityTest {

  @Test
  void shouldEqualTheAuthorsOnAMovingPicture() {
    Path json = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    CocoPanopticFile file = CocoPanopticFile.read(json);
    PanopticAnnotation annotation = file.byImage().get("439180");
    PanopticLabels still =
        PanopticPictures.read(json.resolveSibling("panoptic_examples"), annotation);
    List<PanopticOverlap> frames = new ArrayList<>();
    for (int f = 0; f < 6; f++) {
      PanopticLabels truth = moved(still, 2 * f, false);
      PanopticLabels prediction = moved(still, 2 * f + 1, f >= 3);
      frames.add(PanopticOverlap.of(truth, prediction));
    }
    VideoPanopticQuality quality = new VideoPanopticQuality(file.categories(), List.of(1, 2));
    quality.add(frames);
    VideoPanopticResult result = quality.result();
    assertEquals(0.93731778, result.windows().get(0).quality().all().pq(), 1e-6);
    assertEquals(0.91023088, result.windows().get(1).quality().all().pq(), 1e-6);
    assertEquals((0.93731778 + 0.91023088) / 2, result.vpq(), 1e-6);
  }

  private static PanopticLabels moved(PanopticLabels still, int pixels, boolean swapped) {
    LabelMap map = Scenes.shiftRight(still.map(), pixels);
    if (swapped) {
      map = Scenes.relabel(map, id -> id == 6094848 ? 4587520 : id == 4587520 ? 6094848 : id);
    }
    return new PanopticLabels(map, still.segments()).withCountedAreas();
  }

  @Test
  void shouldBePanopticQualityWithWindowsOfOne() {
    List<PanopticOverlap> frames = frames(new Random(3), 5);
    PanopticQuality pictures = new PanopticQuality(Scenes.CATEGORIES);
    frames.forEach(pictures::add);
    VideoPanopticQuality video = new VideoPanopticQuality(Scenes.CATEGORIES, List.of(1));
    video.add(frames);
    assertEquals(pictures.result(), video.result().windows().get(0).quality());
  }

  @Test
  void shouldFindNothingInVideosShorterThanTheWindow() {
    VideoPanopticQuality video = new VideoPanopticQuality(Scenes.CATEGORIES, List.of(4));
    video.add(frames(new Random(4), 3));
    assertTrue(Double.isNaN(video.result().vpq()));
  }

  @Test
  void shouldMergePartsToTheWhole() {
    List<PanopticOverlap> one = frames(new Random(5), 4);
    List<PanopticOverlap> two = frames(new Random(6), 5);
    VideoPanopticQuality whole = new VideoPanopticQuality(Scenes.CATEGORIES, List.of(1, 3));
    whole.add(one);
    whole.add(two);
    VideoPanopticQuality first = new VideoPanopticQuality(Scenes.CATEGORIES, List.of(1, 3));
    first.add(one);
    VideoPanopticQuality second = new VideoPanopticQuality(Scenes.CATEGORIES, List.of(1, 3));
    second.add(two);
    first.merge(second);
    assertEquals(whole.result().vpq(), first.result().vpq(), 1e-12);
    VideoPanopticQuality other = new VideoPanopticQuality(Scenes.CATEGORIES, List.of(2));
    assertThrows(IllegalArgumentException.class, () -> first.merge(other));
  }

  private static List<PanopticOverlap> frames(Random random, int count) {
    LabelMap still = Scenes.rectangles(random, 60, 40, 9);
    List<PanopticOverlap> frames = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      LabelMap truth = Scenes.shiftRight(still, f);
      frames.add(
          PanopticOverlap.of(
              Scenes.labelled(truth, id -> id % 4),
              Scenes.labelled(Scenes.shiftRight(truth, 1), id -> id % 4)));
    }
    return frames;
  }
}
