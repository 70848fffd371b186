package io.panoptes.segment.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptsTest {

  private static final List<Point> DIAMOND =
      List.of(new Point(5, 2), new Point(5, 8), new Point(1, 5), new Point(9, 5));

  private static String problem(Prompt... prompts) {
    return assertThrows(PromptException.class, () -> Prompts.check(List.of(prompts), 10, 10))
        .getMessage();
  }

  @Test
  void shouldTakePromptsUpToTheEdgesOfThePicture() {
    Prompts.check(
        List.of(
            new PointPrompt(0, 0, true),
            new PointPrompt(9.5, 9, false),
            new BoxPrompt(new Box(0, 0, 10, 10)),
            new ExtremePoints(DIAMOND),
            new MaskPrompt(new Mask(10, 10, new byte[100]))),
        10,
        10);
  }

  @Test
  void shouldRefuseWhatLiesOutside() {
    assertEquals(
        "point 10,3 lies outside the picture of 10x10; x must be 0 to 9 and y 0 to 9",
        problem(new PointPrompt(10, 3, true)));
    assertTrue(problem(new PointPrompt(2, -0.5, true)).startsWith("point 2,-0.5 lies outside"));
    assertEquals(
        "box 2,2,12,5 reaches outside the picture of 10x10; x must be 0 to 10 and y 0 to 10",
        problem(new BoxPrompt(new Box(2, 2, 12, 5))));
    assertTrue(
        problem(
                new ExtremePoints(
                    List.of(new Point(5, 2), new Point(5, 30), new Point(1, 5), new Point(9, 5))))
            .startsWith("extreme point 5,30 lies outside"));
    assertTrue(
        problem(new MaskPrompt(new Mask(2, 3, new byte[6])))
            .startsWith("mask of 2x3 does not fit"));
  }

  @Test
  void shouldAskForAPositivePrompt() {
    assertTrue(problem().startsWith("no prompt; give"));
    assertTrue(problem(new PointPrompt(1, 1, false)).startsWith("no positive prompt"));
    assertTrue(
        problem(new MaskPrompt(new Mask(10, 10, new byte[100]))).startsWith("no positive prompt"));
  }

  @Test
  void shouldRefuseTwoBoxesForOneThing() {
    BoxPrompt box = new BoxPrompt(new Box(2, 2, 4, 5));
    assertEquals("2 boxes for one thing; give one, and ask once for each thing", problem(box, box));
  }

  @Test
  void shouldRefuseBadPromptsAtOnce() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new ExtremePoints(DIAMOND.subList(0, 3)))
            .getMessage()
            .startsWith("3 extreme points; give exactly 4"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ExtremePoints(
                List.of(new Point(1, 1), new Point(2, 1), new Point(3, 1), new Point(4, 1))));
    assertThrows(IllegalArgumentException.class, () -> new BoxPrompt(new Box(1, 1, 1, 5)));
    assertThrows(IllegalArgumentException.class, () -> new PointPrompt(Double.NaN, 0, true));
    assertThrows(IllegalArgumentException.class, () -> new Mask(2, 2, new byte[3]));
  }

  @Test
  void shouldFindTheBoxOfSeveralPrompts() {
    assertEquals(Optional.empty(), Prompts.box(List.of(new PointPrompt(1, 1, true))));
    assertEquals(
        Optional.of(new Box(1, 2, 10, 9)), Prompts.box(List.of(new ExtremePoints(DIAMOND))));
    assertEquals(
        Optional.of(new Box(3, 2, 10, 6)),
        Prompts.box(List.of(new ExtremePoints(DIAMOND), new BoxPrompt(new Box(3, 0, 10, 6)))));
    assertThrows(
        PromptException.class,
        () -> Prompts.box(List.of(new ExtremePoints(DIAMOND), new BoxPrompt(new Box(0, 0, 1, 1)))));
  }

  @Test
  void shouldPutExtremePointsInOrderAroundTheirMiddle() {
    assertEquals(
        List.of(new Point(5, 2), new Point(9, 5), new Point(5, 8), new Point(1, 5)),
        new ExtremePoints(DIAMOND).clockwise());
  }

  @Test
  void shouldMeasureMasks() {
    Mask one = new Mask(3, 2, new byte[] {0, 1, 1, 0, 1, 0});
    Mask other = new Mask(3, 2, new byte[] {0, 1, 0, 0, -1, 1});
    assertEquals(3, one.area());
    assertEquals(Optional.of(new Box(1, 0, 3, 2)), one.box());
    assertEquals(2 / 4.0, one.iou(other));
    assertEquals(Optional.empty(), new Mask(3, 2, new byte[6]).box());
    assertEquals(one, new Mask(3, 2, new byte[] {0, 5, 5, 0, 5, 0}));
    assertNotEquals(one, other);
    assertTrue(one.at(1, 1));
  }
}
