package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelHeadTest {

  private static final Category ROAD = CategoryCatalog.STREET.get("road");
  private static final Category CAR = CategoryCatalog.STREET.get("car");
  private static final Category SKY = CategoryCatalog.STREET.get("sky");
  private static final Map<Integer, Category> CATEGORIES = Map.of(0, ROAD, 1, CAR, 2, SKY);

  private static Segmentation decode(
      String kind, Map<Integer, Category> categories, Placement placement, ModelTensor tensor) {
    return InstanceHeadTest.spec("kind: " + kind + ", " + kind + ": o, min-area: 0.001")
        .open(categories)
        .decode(Map.of("o", tensor), List.of(placement))
        .get(0);
  }

  private static Placement stretched(int width, int height) {
    return new Placement(width, height, 8, 8, 0, 0, 8, 8);
  }

  @Test
  void shouldBeAsSureAsTheWinnersProbabilities() {
    ModelTensor tensor =
        ModelTensor.ofFloats(new int[] {1, 1, 2, 3}, new float[] {2, 0, 0, 0, 1, 0});
    Segmentation found = decode("logits", CATEGORIES, stretched(2, 1), tensor);
    assertArrayEquals(new char[] {1, 2}, found.map().ids());
    assertEquals(Math.exp(2) / (Math.exp(2) + 2), found.segments().get(0).score(), 1e-6);
    assertEquals(Math.E / (Math.E + 2), found.segments().get(1).score(), 1e-6);
  }

  @Test
  void shouldTakeProbabilitiesAsTheyAre() {
    ModelTensor tensor =
        ModelTensor.ofFloats(
            new int[] {1, 1, 2, 3}, new float[] {0.5f, 0.25f, 0.25f, 0.5f, 0.5f, 0});
    Segmentation found = decode("probabilities", CATEGORIES, stretched(2, 1), tensor);
    assertArrayEquals(new char[] {1, 1}, found.map().ids());
    assertEquals(0.5, found.segments().get(0).score(), 1e-6);
  }

  @Test
  void shouldMakeOneSegmentOfLabelsThatMeanTheSame() {
    ModelTensor tensor =
        ModelTensor.ofFloats(new int[] {1, 1, 3, 3}, new float[] {9, 0, 0, 0, 0, 9, 0, 9, 0});
    Segmentation found =
        decode("logits", Map.of(0, ROAD, 1, SKY, 2, ROAD), stretched(3, 1), tensor);
    assertArrayEquals(new char[] {1, 1, 2}, found.map().ids());
    assertEquals(2, found.segments().size());
  }

  @Test
  void shouldPutTheBorderWhereInterpolatedScoresAreEqual() {
    // Scores of road fall from 3 to 0, those of sky rise from 0 to 1: equal at three quarters.
    ModelTensor tensor =
        ModelTensor.ofFloats(new int[] {1, 1, 2, 3}, new float[] {3, -9, 0, 0, -9, 1});
    Segmentation found = decode("logits", CATEGORIES, stretched(32, 1), tensor);
    int border = 0;
    while (found.map().at(border, 0) == 1) {
      border++;
    }
    assertEquals(20, border);
  }

  @Test
  void shouldLabelAlmostAllPixelsAsFullInterpolationDoes() {
    int cells = 12;
    Random random = new Random(3);
    float[] scores = new float[cells * cells * 3];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat();
    }
    Map<Integer, Category> stuff = Map.of(0, ROAD, 1, CategoryCatalog.STREET.get("grass"), 2, SKY);
    int side = 96;
    Segmentation found =
        decode(
            "logits",
            stuff,
            new Placement(side, side, 48, 48, 0, 0, 48, 48),
            ModelTensor.ofFloats(new int[] {1, cells, cells, 3}, scores));
    int different = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        different += found.map().at(x, y) - 1 == slow(scores, cells, x, y, side) ? 0 : 1;
      }
    }
    // A label that is no cell's best may still be the best between cells of random scores.
    assertTrue(different < 0.02 * side * side, different + " pixels differ");
  }

  private static int slow(float[] scores, int cells, int x, int y, int side) {
    double u = Math.max(0, Math.min(cells - 1, (x + 0.5) * cells / side - 0.5));
    double v = Math.max(0, Math.min(cells - 1, (y + 0.5) * cells / side - 0.5));
    int left = (int) u;
    int top = (int) v;
    int right = Math.min(cells - 1, left + 1);
    int bottom = Math.min(cells - 1, top + 1);
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < 3; label++) {
      double upper =
          (1 - u + left) * scores[3 * (top * cells + left) + label]
              + (u - left) * scores[3 * (top * cells + right) + label];
      double lower =
          (1 - u + left) * scores[3 * (bottom * cells + left) + label]
              + (u - left) * scores[3 * (bottom * cells + right) + label];
      double score = (1 - v + top) * upper + (v - top) * lower;
      if (score > most) {
        most = score;
        best = label;
      }
    }
    return best;
  }
}
