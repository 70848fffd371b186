package io.panoptes.eval.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.mask.PolygonMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {

  private static final List<EvalCategory> PERSON = List.of(new EvalCategory(1, "person", true));

  @Test
  void shouldBeOneWhenEverythingIsFound() {
    ApResult result = box(List.of(truth(1, 0, false)), List.of(found(0, 0.9)));
    assertEquals(1, result.ap(), 1e-9);
    assertEquals(1, result.ar1(), 1e-12);
    // 40 x 40 is medium.
    assertEquals(1, result.apMedium(), 1e-9);
    assertEquals(-1, result.apSmall());
    assertEquals(-1, result.apLarge());
  }

  @Test
  void shouldPayForAFalseAlarmOnlyWhenItComesFirst() {
    assertEquals(
        1, box(List.of(truth(1, 0, false)), List.of(found(0, 0.9), found(300, 0.8))).ap(), 1e-9);
    assertEquals(
        0.5, box(List.of(truth(1, 0, false)), List.of(found(0, 0.7), found(300, 0.8))).ap(), 1e-9);
  }

  @Test
  void shouldInterpolateOverAHundredAndOneRecalls() {
    // One of two found: recall 0.5 covers 51 of 101 points.
    ApResult result =
        box(List.of(truth(1, 0, false), truth(2, 300, false)), List.of(found(0, 0.9)));
    assertEquals(51.0 / 101, result.ap(), 1e-9);
    assertEquals(0.5, result.ar100(), 1e-12);
  }

  @Test
  void shouldMatchAtExactlyTheThreshold() {
    // 40 x 40 against 20 x 40 inside: IoU 0.5.
    InstanceDetection half = new InstanceDetection(1, new Box(0, 0, 20, 40), null, 800, 0.9);
    ApResult result = box(List.of(truth(1, 0, false)), List.of(half));
    assertEquals(1, result.ap50(), 1e-9);
    assertEquals(0, result.ap75(), 1e-9);
    assertEquals(0.1, result.ap(), 1e-9);
  }

  @Test
  void shouldLetACrowdTakeAnyNumberOfDetections() {
    InstanceTruth crowd = new InstanceTruth(2, 1, new Box(100, 0, 300, 200), null, 40_000, true);
    List<InstanceDetection> inside =
        List.of(
            new InstanceDetection(1, new Box(110, 10, 150, 50), null, 1600, 0.99),
            new InstanceDetection(1, new Box(150, 10, 190, 50), null, 1600, 0.98),
            found(0, 0.5));
    assertEquals(1, box(List.of(truth(1, 0, false), crowd), inside).ap(), 1e-9);
    assertEquals(-1, box(List.of(crowd), inside).ap());
  }

  @Test
  void shouldNeverMatchAnnotationZeroAsPycocotools() {
    assertEquals(0, box(List.of(truth(0, 0, false)), List.of(found(0, 0.9))).ap(), 1e-9);
  }

  @Test
  void shouldLookAtAHundredDetectionsOnly() {
    List<InstanceDetection> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(found(300, 0.9));
    }
    many.add(found(0, 0.5));
    assertEquals(0, box(List.of(truth(1, 0, false)), many).ar100(), 1e-12);
    many.remove(0);
    assertEquals(1, box(List.of(truth(1, 0, false)), many).ar100(), 1e-12);
    assertEquals(0, box(List.of(truth(1, 0, false)), many).ar10(), 1e-12);
  }

  @Test
  void shouldLeaveOutDetectionsOfUnknownCategories() {
    InstanceDetection other = new InstanceDetection(9, new Box(0, 0, 40, 40), null, 1600, 0.99);
    assertEquals(1, box(List.of(truth(1, 0, false)), List.of(other, found(0, 0.5))).ap(), 1e-9);
  }

  @Test
  void shouldMeasureMasks() {
    Rle whole = PolygonMask.fill(new double[] {0, 0, 0, 40, 40, 40, 40, 0}, 100, 100);
    Rle part = PolygonMask.fill(new double[] {0, 0, 0, 40, 24, 40, 24, 0}, 100, 100);
    AveragePrecision metric = new AveragePrecision(IouKind.MASK, PERSON);
    metric.add(
        1,
        List.of(new InstanceTruth(1, 1, whole.box(), whole, whole.area(), false)),
        List.of(new InstanceDetection(1, part.box(), part, part.area(), 0.9)));
    // IoU 0.6 passes at 0.50 and 0.55, and at 0.60 in floating point as numpy's linspace has it.
    assertEquals(0.3, metric.result().ap(), 1e-9);
    AveragePrecision without = new AveragePrecision(IouKind.MASK, PERSON);
    assertThrows(
        MalformedEntryException.class,
        () -> without.add(1, List.of(truth(1, 0, false)), List.of(found(0, 1))));
  }

  @Test
  void shouldMergePartsToTheWholeInAnyOrder() {
    Random random = new Random(9);
    AveragePrecision whole = new AveragePrecision(IouKind.BOX, PERSON);
    AveragePrecision first = new AveragePrecision(IouKind.BOX, PERSON);
    AveragePrecision second = new AveragePrecision(IouKind.BOX, PERSON);
    for (int image = 0; image < 10; image++) {
      List<InstanceTruth> truths = new ArrayList<>();
      List<InstanceDetection> detections = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        truths.add(truth(10 * image + i + 1, 100 * i, false));
        detections.add(found(100 * i + random.nextInt(30), random.nextInt(4) / 4.0));
      }
      whole.add(image, truths, detections);
      (image % 2 == 0 ? first : second).add(image, truths, detections);
    }
    second.merge(first);
    assertEquals(whole.result().ap(), second.result().ap());
    assertEquals(whole.result().ar10(), second.result().ar10());
  }

  private static ApResult box(List<InstanceTruth> truths, List<InstanceDetection> detections) {
    AveragePrecision metric = new AveragePrecision(IouKind.BOX, PERSON);
    metric.add(1, truths, detections);
    return metric.result();
  }

  private static InstanceTruth truth(long id, double left, boolean crowd) {
    return new InstanceTruth(id, 1, new Box(left, 0, left + 40, 40), null, 1600, crowd);
  }

  private static InstanceDetection found(double left, double score) {
    return new InstanceDetection(1, new Box(left, 0, left + 40, 40), null, 1600, score);
  }
}
