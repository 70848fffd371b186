package io.panoptes.sink.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StrokesTest {

  private static final int SIZE = 40;

  private final Strokes strokes = new Strokes(SIZE, SIZE);
  private final Picture picture = new Picture(SIZE, SIZE);

  @Test
  void shouldCoverExactlyTheThicknessOfALine() {
    strokes.line(5, 20, 35, 20, 4, 1);
    strokes.paint(picture, 0xFFFFFF, 1);
    for (int y = 18; y < 22; y++) {
      assertEquals(0xFFFFFF, picture.rgb(20, y), "row " + y);
    }
    assertEquals(0, picture.rgb(20, 17));
    assertEquals(0, picture.rgb(20, 22));
    assertEquals(0, picture.rgb(2, 20));
    assertEquals(0xFFFFFF, picture.rgb(5, 20));
  }

  @Test
  void shouldCoverAsMuchInEveryDirection() {
    for (int degrees = 0; degrees < 180; degrees += 7) {
      double dx = 12 * Math.cos(Math.toRadians(degrees));
      double dy = 12 * Math.sin(Math.toRadians(degrees));
      strokes.line(20 - dx, 20 - dy, 20 + dx, 20 + dy, 3, 1);
      Picture one = new Picture(SIZE, SIZE);
      strokes.paint(one, 0xFFFFFF, 1);
      double covered = 0;
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          covered += (one.rgb(x, y) & 0xFF) / 255.0;
        }
      }
      double area = 24 * 3 + Math.PI * 1.5 * 1.5;
      assertEquals(area, covered, 0.05 * area, degrees + " degrees");
    }
  }

  @Test
  void shouldNotDarkenJoints() {
    strokes.line(5, 20, 20, 20, 4, 0.5);
    strokes.line(20, 20, 35, 20, 4, 0.5);
    strokes.paint(picture, 0xFFFFFF, 1);
    assertEquals(picture.rgb(10, 20), picture.rgb(20, 20));
  }

  @Test
  void shouldForgetWhatWasPainted() {
    strokes.line(5, 20, 35, 20, 4, 1);
    strokes.paint(picture, 0xFFFFFF, 1);
    Picture second = new Picture(SIZE, SIZE);
    strokes.paint(second, 0xFFFFFF, 1);
    assertEquals(0, second.rgb(20, 20));
  }

  @Test
  void shouldPaintAStencilLikeTheStrokesItWasTakenFrom() {
    strokes.line(3, 5, 31, 33, 3, 1);
    Stencil stencil = strokes.take();
    strokes.line(3, 5, 31, 33, 3, 1);
    strokes.paint(picture, 0x4080C0, 0.7);
    Picture other = new Picture(SIZE, SIZE);
    stencil.paint(other, 0x4080C0, 0.7);
    int lit = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        assertEquals(picture.rgb(x, y), other.rgb(x, y));
        lit += other.rgb(x, y) == 0 ? 0 : 1;
      }
    }
    assertTrue(lit > 80);
  }
}
