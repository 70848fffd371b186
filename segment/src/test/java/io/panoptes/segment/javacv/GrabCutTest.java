package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.segment.Image;
import io.panoptes.segment.prompt.BoxPrompt;
import io.panoptes.segment.prompt.ExtremePoints;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.MaskPrompt;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptException;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two red discs and a green block on grey, with noise. */
class GrabCutTest {

  private static final PointPrompt ON_DISC = new PointPrompt(100, 120, true);
  private static final BoxPrompt BOX = new BoxPrompt(new Box(55, 75, 146, 166));
  private static final ExtremePoints EXTREME =
      new ExtremePoints(
          List.of(
              new Point(60, 120), new Point(100, 80), new Point(140, 120), new Point(100, 160)));

  private final Drawn drawn = new Drawn(400, 240, 0x707070);
  private final Mask disc = drawn.disc(100, 120, 40, 0xB02020);
  private final Mask other = drawn.disc(320, 60, 30, 0xB02020);
  private final Mask block = drawn.block(240, 140, 340, 220, 0x20A040);
  private final Image image = drawn.image(12, 0);

  private PromptResult segment(Prompt... prompts) {
    try (GrabCut grabCut = new GrabCut(360, 5);
        PromptSession session = grabCut.open(image)) {
      PromptResult result = session.segment(List.of(prompts));
      assertEquals(result, session.segment(List.of(prompts)));
      return result;
    }
  }

  private static void assertMatches(Mask truth, PromptResult result) {
    double iou = truth.iou(result.mask());
    assertTrue(iou > 0.95, "IoU " + iou);
  }

  @Test
  void shouldFindTheThingUnderAClick() {
    assertMatches(disc, segment(ON_DISC));
    assertMatches(block, segment(new PointPrompt(290, 180, true)));
  }

  @Test
  void shouldFindTheThingInABox() {
    PromptResult result = segment(BOX);
    assertMatches(disc, result);
    assertTrue(result.score() > 0.9, "" + result.score());
  }

  @Test
  void shouldFindTheThingBetweenExtremePoints() {
    assertMatches(disc, segment(EXTREME));
  }

  @Test
  void shouldBetterARoughMask() {
    byte[] rough = new byte[disc.inside().length];
    for (int i = 0; i < rough.length; i++) {
      int x = i % 400;
      int y = i / 400;
      rough[i] = (byte) (x > 60 && x < 130 && y > 90 && y < 165 ? 1 : 0);
    }
    Mask mask = new Mask(400, 240, rough);
    assertTrue(disc.iou(mask) < 0.85);
    assertMatches(disc, segment(new MaskPrompt(mask)));
  }

  @Test
  void shouldHeedClicksInABox() {
    Box both = new Box(200, 20, 390, 230);
    assertMatches(
        block,
        segment(
            new BoxPrompt(both), new PointPrompt(290, 180, true), new PointPrompt(320, 60, false)));
    assertMatches(
        other,
        segment(
            new BoxPrompt(both), new PointPrompt(320, 60, true), new PointPrompt(290, 180, false)));
  }

  @Test
  void shouldCombineAllKinds() {
    assertMatches(
        disc, segment(BOX, EXTREME, ON_DISC, new PointPrompt(60, 80, false), new MaskPrompt(disc)));
  }

  @Test
  void shouldTakeABoxAsLargeAsThePicture() {
    Drawn alone = new Drawn(200, 200, 0x707070);
    Mask thing = alone.disc(100, 100, 60, 0xB02020);
    try (GrabCut grabCut = new GrabCut(360, 5);
        PromptSession session = grabCut.open(alone.image(12, 0))) {
      assertMatches(thing, session.segment(List.of(new BoxPrompt(new Box(0, 0, 200, 200)))));
    }
  }

  @Test
  void shouldScoreLowWhereNothingStandsOut() {
    assertTrue(segment(new BoxPrompt(new Box(160, 20, 220, 100))).score() < 0.5);
  }

  @Test
  void shouldRefusePromptsThatDoNotFitThePicture() {
    assertThrows(PromptException.class, () -> segment(new PointPrompt(400, 10, true)));
    assertThrows(PromptException.class, () -> segment(new PointPrompt(10, 10, false)));
    assertThrows(PromptException.class, () -> segment());
  }
}
