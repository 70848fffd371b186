package io.panoptes.sink.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.sink.overlay.OverlayScene;
import io.panoptes.sink.testing.Scenes;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayPainterTest {

  private static final int SIZE = Scenes.SIZE;
  private static final int GREY = 0x808080;
  private static final int RED = 0xFF0000;
  private static final OverlayScene NOTHING =
      new OverlayScene(
          null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private final OverlayPainter painter =
      new OverlayPainter(
          SIZE,
          SIZE,
          size -> new Typeface(new AwtGlyphs(size, false)),
          size -> new Typeface(new AwtGlyphs(size, true)));

  private Picture paint(SegmentMap map, OverlayScene scene) {
    Picture picture = new Picture(SIZE, SIZE);
    picture.fill(GREY);
    painter.paint(picture, map, scene);
    return picture;
  }

  private static int changed(Picture picture) {
    int changed = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        changed += picture.rgb(x, y) == GREY ? 0 : 1;
      }
    }
    return changed;
  }

  @Test
  void shouldChangeNothingForAnEmptyScene() {
    assertEquals(0, changed(paint(Scenes.painted(0).panoptic().map(), NOTHING)));
    assertEquals(0, changed(paint(null, NOTHING)));
  }

  @Test
  void shouldTintAndOutlineThePixelsOfASegmentAndNoOthers() {
    OverlayScene scene =
        new OverlayScene(
            null,
            List.of(new OverlayScene.Region(2, RED, 0.5, true)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Picture picture = paint(Scenes.painted(0).panoptic().map(), scene);
    assertEquals(20 * 50, changed(picture));
    assertEquals(0xC04040, picture.rgb(50, 50), "half red over grey");
    assertEquals(GREY, picture.rgb(39, 50));
    assertEquals(GREY, picture.rgb(60, 50));
    assertTrue((picture.rgb(40, 50) >> 16) > 0xF0, "contour at the left edge");
    assertTrue((picture.rgb(59, 50) >> 16) > 0xF0, "contour at the right edge");
    assertTrue((picture.rgb(50, 30) >> 16) > 0xF0, "contour at the upper edge");
    assertTrue((picture.rgb(50, 79) >> 16) > 0xF0, "contour at the lower edge");
    int second = picture.rgb(41, 50) >> 16;
    assertTrue(second > 0xC0 && second < 0xF0, "a softer ring inside");
  }

  @Test
  void shouldDrawNoContourAlongTheEdgeOfThePicture() {
    SegmentMap whole = new SegmentMap(SIZE, SIZE, fill(new char[SIZE * SIZE], (char) 1));
    OverlayScene scene =
        new OverlayScene(
            null,
            List.of(new OverlayScene.Region(1, RED, 0.5, true)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Picture picture = paint(whole, scene);
    assertEquals(0xC04040, picture.rgb(0, 0));
    assertEquals(0xC04040, picture.rgb(SIZE - 1, SIZE - 1));
  }

  private static char[] fill(char[] ids, char id) {
    java.util.Arrays.fill(ids, id);
    return ids;
  }

  @Test
  void shouldDrawZonesAndLinesWhereTheyAre() {
    Polygon yard =
        new Polygon(
            List.of(new Point(50, 20), new Point(90, 20), new Point(90, 80), new Point(50, 80)));
    Line door = new Line(new Point(20, 90), new Point(20, 30));
    OverlayScene scene =
        new OverlayScene(
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new OverlayScene.Zone("", yard, 0x00FF00, 0, 0, 0)),
            List.of(new OverlayScene.Crossing("", door, 0x0000FF, 3, -1, 0, 0)),
            List.of());
    Picture picture = paint(null, scene);
    assertTrue((picture.rgb(89, 60) >> 8 & 0xFF) > 0xC0, "outline");
    assertEquals(0x788878, picture.rgb(70, 60), "a faint fill");
    assertEquals(GREY, picture.rgb(95, 60));
    assertTrue((picture.rgb(19, 80) & 0xFF) > 0xE0, "the line");
    assertTrue((picture.rgb(28, 64) & 0xFF) > 0xE0, "an arrow to the line's right");
    assertEquals(GREY, picture.rgb(12, 55), "no arrow to its left");
  }

  @Test
  void shouldPaintShapesThatReachOutsideThePicture() {
    Polygon everywhere =
        new Polygon(List.of(new Point(-50, -50), new Point(200, -50), new Point(50, 300)));
    OverlayScene scene =
        new OverlayScene(
            new OverlayScene.Header("a camera with a very long name indeed", "and a long time"),
            List.of(),
            List.of(
                new OverlayScene.Trail(
                    RED,
                    List.of(new Point(-20, -20), new Point(150, 150), new Point(50, 400)),
                    List.of(0.1, 0.5, 1.0))),
            List.of(new OverlayScene.Mark(new Box(-10, -10, 500, 500), RED, 1)),
            List.of(
                new OverlayScene.Label(new Box(-50, -50, -10, -10), "far away", RED, RED, 1),
                new OverlayScene.Label(new Box(300, 300, 310, 310), "far away", RED, RED, 1),
                new OverlayScene.Label(new Box(0, 0, 100, 100), "w".repeat(50), RED, RED, 1)),
            List.of(new OverlayScene.Zone("zone", everywhere, RED, 7, 0.5, 0xFFFFFF)),
            List.of(
                new OverlayScene.Crossing(
                    "line", new Line(new Point(-9, 50), new Point(140, 50)), RED, 1, 1, 1, 0)),
            List.of(new OverlayScene.LegendEntry("l".repeat(80), RED)));
    assertTrue(changed(paint(null, scene)) > 0);
  }

  @Test
  void shouldDrawTheSameSceneTheSameWay() {
    OverlayScene scene =
        new OverlayScene(
            new OverlayScene.Header("gate", "now"),
            List.of(new OverlayScene.Region(2, RED, 0.4, true)),
            List.of(
                new OverlayScene.Trail(
                    RED, List.of(new Point(10, 10), new Point(50, 60)), List.of(0.5, 1.0))),
            List.of(),
            List.of(new OverlayScene.Label(new Box(40, 30, 60, 80), "person 7", RED, 0, 0.9)),
            List.of(),
            List.of(),
            List.of());
    SegmentMap map = Scenes.painted(0).panoptic().map();
    Picture first = paint(map, scene);
    assertArrayEquals(first.bgr(), paint(map, scene).bgr());
  }

  @Test
  void shouldRefuseAPictureOfAnotherSize() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> painter.paint(new Picture(SIZE, SIZE + 1), null, NOTHING));
    assertEquals("picture of 100x101 does not fit the overlay of 100x100", thrown.getMessage());
  }

  @Test
  void shouldSpreadLabelsOfACrowd() {
    Box box = new Box(40, 40, 60, 60);
    OverlayScene one = labels(new OverlayScene.Label(box, "a", RED, RED, 1));
    OverlayScene two =
        labels(
            new OverlayScene.Label(box, "a", RED, RED, 1),
            new OverlayScene.Label(box, "a", RED, RED, 1));
    assertEquals(2 * changed(paint(null, one)), changed(paint(null, two)));
  }

  private static OverlayScene labels(OverlayScene.Label... labels) {
    return new OverlayScene(
        null, List.of(), List.of(), List.of(), List.of(labels), List.of(), List.of(), List.of());
  }

  @Test
  void shouldMeasureAndDrawText() {
    Typeface face = new Typeface(new AwtGlyphs(20, false));
    assertEquals(0, face.width(""));
    assertTrue(face.width("ww") > face.width("ii"));
    Picture picture = new Picture(60, 40);
    face.paint(picture, "H", 5, 30, 0xFFFFFF, 1);
    int lit = 0;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        if (picture.rgb(x, y) != 0) {
          lit++;
          assertTrue(y >= 29 - face.capHeight() && y <= 30 && x >= 5, "outside at " + x + "," + y);
        }
      }
    }
    assertTrue(lit > 20);
  }
}
