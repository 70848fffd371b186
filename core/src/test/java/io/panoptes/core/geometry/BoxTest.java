package io.panoptes.core.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxTest {

  private static final int TRIES = 2_000;

  @Test
  void shouldGiveTheOverlapOfBoxesWithWholeCoordinatesAsACountOfPixels() {
    Random random = new Random(1);
    for (int n = 0; n < 300; n++) {
      Box a = wholeBox(random);
      Box b = wholeBox(random);
      int both = 0;
      int either = 0;
      for (int y = 0; y < 24; y++) {
        for (int x = 0; x < 24; x++) {
          boolean inA = a.contains(x, y);
          boolean inB = b.contains(x, y);
          both += inA && inB ? 1 : 0;
          either += inA || inB ? 1 : 0;
        }
      }
      assertEquals(both, a.intersectionArea(b));
      assertEquals(either == 0 ? 0 : (double) both / either, a.iou(b));
    }
  }

  @Test
  void shouldKeepIouSymmetricBetweenZeroAndOneAndOneWithItself() {
    Random random = new Random(2);
    for (int n = 0; n < TRIES; n++) {
      Box a = box(random);
      Box b = box(random);
      assertEquals(a.iou(b), b.iou(a));
      assertTrue(a.iou(b) >= 0 && a.iou(b) <= 1, () -> a + " and " + b + ": " + a.iou(b));
      assertEquals(1, a.iou(a));
    }
  }

  @Test
  void shouldCoverBothBoxesByTheirUnion() {
    Random random = new Random(3);
    for (int n = 0; n < TRIES; n++) {
      Box a = box(random);
      Box b = box(random);
      Box union = a.union(b);
      assertEquals(a.area(), union.intersectionArea(a));
      assertEquals(b.area(), union.intersectionArea(b));
      assertEquals(union, b.union(a));
    }
  }

  @Test
  void shouldClipToTheFrameAndChangeNothingTheSecondTime() {
    Random random = new Random(4);
    Box frame = new Box(0, 0, 30, 20);
    for (int n = 0; n < TRIES; n++) {
      Box box = box(random).translate(random.nextDouble(-60, 60), random.nextDouble(-60, 60));
      Box clipped = box.clip(30, 20);
      assertEquals(frame.intersectionArea(box), clipped.area(), 1e-9);
      assertEquals(clipped, clipped.clip(30, 20));
    }
  }

  @Test
  void shouldShareNothingWithANeighbourThatOnlyTouches() {
    Box left = new Box(0, 0, 10, 10);
    Box right = Box.ofSize(10, 0, 10, 10);
    assertEquals(0, left.intersectionArea(right));
    assertEquals(0, left.iou(right));
    assertTrue(left.contains(0, 0));
    assertFalse(left.contains(10, 0));
    assertTrue(right.contains(10, 0));
  }

  @Test
  void shouldBeZeroForEmptyBoxes() {
    Box empty = new Box(3, 3, 3, 9);
    assertEquals(0, empty.area());
    assertEquals(0, empty.iou(empty));
    assertEquals(0, empty.iou(new Box(0, 0, 10, 10)));
  }

  @Test
  void shouldStandOnTheMiddleOfItsLowerEdge() {
    Box box = new Box(10, 20, 30, 60);
    assertEquals(new Point(20, 60), box.foot());
    assertEquals(new Point(20, 40), box.centre());
  }

  @Test
  void shouldRefuseBoxesThatAreInsideOutOrEndless() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Box(5, 0, 4, 1)).getMessage();
    assertEquals(
        "box [5.0, 0.0, 4.0, 1.0] must be finite with left <= right and top <= bottom", message);
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 2, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Box(Double.NaN, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 0, Double.POSITIVE_INFINITY, 1));
    assertThrows(IllegalArgumentException.class, () -> Box.ofSize(0, 0, -1, 1));
  }

  private static Box wholeBox(Random random) {
    return Box.ofSize(random.nextInt(16), random.nextInt(16), random.nextInt(9), random.nextInt(9));
  }

  private static Box box(Random random) {
    return Box.ofSize(
        random.nextDouble(-20, 40),
        random.nextDouble(-20, 40),
        random.nextDouble(0.001, 30),
        random.nextDouble(0.001, 30));
  }
}
