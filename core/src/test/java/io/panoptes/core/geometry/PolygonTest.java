package io.panoptes.core.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolygonTest {

  private static final Polygon SQUARE =
      new Polygon(List.of(new Point(0, 0), new Point(10, 0), new Point(10, 10), new Point(0, 10)));

  @Test
  void shouldCountUpperAndLeftEdgesAsInsideAndTheOthersAsOutside() {
    assertTrue(SQUARE.contains(0, 5));
    assertTrue(SQUARE.contains(5, 0));
    assertTrue(SQUARE.contains(new Point(0, 0)));
    assertFalse(SQUARE.contains(10, 5));
    assertFalse(SQUARE.contains(5, 10));
  }

  @Test
  void shouldFollowTheEvenOddRule() {
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      List<Point> vertices = new ArrayList<>();
      Path2D expected = new Path2D.Double(Path2D.WIND_EVEN_ODD);
      for (int i = 0; i < 3 + n % 8; i++) {
        Point vertex = new Point(random.nextDouble(100), random.nextDouble(100));
        vertices.add(vertex);
        if (i == 0) {
          expected.moveTo(vertex.x(), vertex.y());
        } else {
          expected.lineTo(vertex.x(), vertex.y());
        }
      }
      expected.closePath();
      Polygon polygon = new Polygon(vertices);
      for (int k = 0; k < 50; k++) {
        Point point = new Point(random.nextDouble(100), random.nextDouble(100));
        assertEquals(expected.contains(point.x(), point.y()), polygon.contains(point));
      }
    }
  }

  @Test
  void shouldScaleItsBoundsAlong() {
    assertEquals(new Box(0, 0, 10, 10), SQUARE.bounds());
    assertEquals(new Box(0, 0, 20, 5), SQUARE.scale(2, 0.5).bounds());
  }

  @Test
  void shouldRefuseFewerThanThreeVertices() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Polygon(List.of(new Point(0, 0), new Point(1, 1))));
  }

  @Test
  void shouldNotChangeWithTheListItWasMadeFrom() {
    List<Point> vertices = new ArrayList<>(SQUARE.vertices());
    Polygon polygon = new Polygon(vertices);
    vertices.clear();
    assertEquals(SQUARE, polygon);
  }
}
