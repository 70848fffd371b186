package io.panoptes.eval.semantic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  @Test
  void shouldSkipVocsIgnoredPixelsAndLeaveOutAbsentClasses() {
    ConfusionMatrix matrix = new ConfusionMatrix(SemanticRules.voc());
    matrix.add(row(0, 0, 15, 15, 255, 255), row(0, 15, 15, 15, 7, 200));
    SemanticResult result = matrix.result();
    assertEquals(2, result.classes());
    // Background 1 of 2, person 2 of 3.
    assertEquals((0.5 + 2.0 / 3) / 2, result.meanIou(), 1e-12);
    assertEquals(0.75, result.pixelAccuracy(), 1e-12);
    assertTrue(Double.isNaN(result.perClass().get(7).iou()));
  }

  @Test
  void shouldCountAVocClassThatIsOnlyPredicted() {
    ConfusionMatrix matrix = new ConfusionMatrix(SemanticRules.voc());
    matrix.add(row(0, 0), row(0, 7));
    assertEquals(0.25, matrix.result().meanIou(), 1e-12);
    assertEquals(2, matrix.result().classes());
  }

  @Test
  void shouldFollowCityscapesForIgnoredLabels() {
    ConfusionMatrix matrix = new ConfusionMatrix(SemanticRules.cityscapes());
    // Road 7 and car 26 are evaluated, ground 6 is not.
    matrix.add(row(7, 7, 7, 26, 6, 6), row(7, 7, 6, 7, 7, 26));
    SemanticResult result = matrix.result();
    ClassIou road =
        result.perClass().stream().filter(c -> c.scored().label() == 7).findFirst().orElseThrow();
    assertEquals(2, road.truePositives());
    // The car predicted as road; ground predicted as road is not counted.
    assertEquals(1, road.falsePositives());
    // Road predicted as the ignored ground is.
    assertEquals(1, road.falseNegatives());
    assertEquals(0.5, road.iou(), 1e-12);
    // The car is missed, and the ground predicted as a car is no false positive.
    assertEquals(0.25, result.meanIou(), 1e-12);
    assertEquals(19, result.perClass().size());
  }

  @Test
  void shouldCountPredictedVoidOfTrainIdsAsMissed() {
    ConfusionMatrix matrix = new ConfusionMatrix(SemanticRules.cityscapesTrainIds());
    matrix.add(row(0, 0, 255), row(0, 255, 5));
    assertEquals(0.5, matrix.result().meanIou(), 1e-12);
  }

  @Test
  void shouldNameTheLabelThatIsUnknown() {
    ConfusionMatrix matrix = new ConfusionMatrix(SemanticRules.plain(List.of("a", "b"), -1));
    MalformedEntryException wrong =
        assertThrows(MalformedEntryException.class, () -> matrix.add(row(0, 1), row(0, 9)));
    assertEquals(
        "pixel (1, 0): has the label 9, which is none of the 2 known ones (0 to 1)",
        wrong.getMessage());
    MalformedEntryException truth =
        assertThrows(MalformedEntryException.class, () -> matrix.add(row(4, 1), row(0, 0)));
    assertTrue(truth.inTruth());
    assertThrows(MalformedEntryException.class, () -> matrix.add(row(0), row(0, 1)));
  }

  @Test
  void shouldMergePartsToTheWhole() {
    SemanticRules rules = SemanticRules.plain(List.of("a", "b", "c", "d"), 3);
    Random random = new Random(6);
    ConfusionMatrix whole = new ConfusionMatrix(rules);
    ConfusionMatrix first = new ConfusionMatrix(rules);
    ConfusionMatrix second = new ConfusionMatrix(rules);
    for (int i = 0; i < 8; i++) {
      LabelMap truth = noise(random);
      LabelMap prediction = noise(random);
      whole.add(truth, prediction);
      (i < 3 ? first : second).add(truth, prediction);
    }
    first.merge(second);
    assertEquals(whole.result(), first.result());
    assertEquals(whole.count(1, 2), first.count(1, 2));
    ConfusionMatrix other = new ConfusionMatrix(SemanticRules.voc());
    assertThrows(IllegalArgumentException.class, () -> first.merge(other));
  }

  @Test
  void shouldSwapErrorsWhenSidesAreSwapped() {
    SemanticRules rules = SemanticRules.plain(List.of("a", "b", "c", "d"), -1);
    Random random = new Random(7);
    LabelMap truth = noise(random);
    LabelMap prediction = noise(random);
    ConfusionMatrix there = new ConfusionMatrix(rules);
    there.add(truth, prediction);
    ConfusionMatrix back = new ConfusionMatrix(rules);
    back.add(prediction, truth);
    for (int i = 0; i < 4; i++) {
      ClassIou one = there.result().perClass().get(i);
      ClassIou other = back.result().perClass().get(i);
      assertEquals(one.falsePositives(), other.falseNegatives());
      assertEquals(one.falseNegatives(), other.falsePositives());
      assertEquals(one.iou(), other.iou());
    }
  }

  private static LabelMap noise(Random random) {
    return new LabelMap(20, 10, random.ints(200, 0, 4).toArray());
  }

  private static LabelMap row(int... labels) {
    return new LabelMap(labels.length, 1, labels);
  }
}
