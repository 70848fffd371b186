package io.panoptes.core.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {

  private static final Line EAST = new Line(new Point(0, 10), new Point(20, 10));

  @Test
  void shouldHaveItsRightBelowWhenItRunsToTheRightOnTheScreen() {
    assertEquals(5, EAST.signedDistance(new Point(3, 15)));
    assertEquals(-10, EAST.signedDistance(new Point(300, 0)));
    assertEquals(0, EAST.signedDistance(new Point(-7, 10)));
  }

  @Test
  void shouldChangeSidesWhenTurnedRound() {
    Random random = new Random(1);
    for (int n = 0; n < 1_000; n++) {
      Line line = new Line(point(random), point(random));
      Line back = new Line(line.to(), line.from());
      Point point = point(random);
      assertEquals(line.signedDistance(point), -back.signedDistance(point), 1e-9);
    }
  }

  @Test
  void shouldIntersectWhenEndsLieOnDifferentSidesOfEachOther() {
    Random random = new Random(2);
    int crossings = 0;
    for (int n = 0; n < 2_000; n++) {
      Line a = new Line(point(random), point(random));
      Line b = new Line(point(random), point(random));
      boolean cross =
          java.awt.geom.Line2D.linesIntersect(
              a.from().x(),
              a.from().y(),
              a.to().x(),
              a.to().y(),
              b.from().x(),
              b.from().y(),
              b.to().x(),
              b.to().y());
      assertEquals(cross, a.intersects(b));
      assertEquals(cross, b.intersects(a));
      crossings += cross ? 1 : 0;
    }
    assertTrue(crossings > 200 && crossings < 1_800);
  }

  @Test
  void shouldIntersectWhenTheyTouchOrOverlap() {
    assertTrue(EAST.intersects(new Line(new Point(20, 10), new Point(30, 40))));
    assertTrue(EAST.intersects(new Line(new Point(7, 10), new Point(7, 50))));
    assertTrue(EAST.intersects(new Line(new Point(15, 10), new Point(40, 10))));
    assertFalse(EAST.intersects(new Line(new Point(21, 10), new Point(40, 10))));
    assertFalse(EAST.intersects(new Line(new Point(0, 11), new Point(20, 11))));
    assertFalse(EAST.intersects(new Line(new Point(21, 0), new Point(21, 20))));
  }

  @Test
  void shouldRefuseToHaveNoDirection() {
    assertThrows(IllegalArgumentException.class, () -> new Line(new Point(1, 2), new Point(1, 2)));
    assertThrows(
        IllegalArgumentException.class, () -> new Line(new Point(0.0, 2), new Point(-0.0, 2)));
    assertEquals(
        "from is null",
        assertThrows(NullPointerException.class, () -> new Line(null, new Point(1, 2)))
            .getMessage());
  }

  private static Point point(Random random) {
    return new Point(random.nextDouble(100), random.nextDouble(100));
  }
}
