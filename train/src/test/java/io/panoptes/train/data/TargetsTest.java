package io.panoptes.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TargetsTest {

  private static final int SIDE = 32;
  private static final int CELLS = 8;
  private static final LabelSet LABELS = TrainingFolder.LABELS;

  @Test
  void shouldPointFromEveryCellToTheMiddleOfItsThing() {
    Sample sample = sample(picture(true, false));

    // Columns 8 to 15 and rows 4 to 27 are cells 2 and 3, and 1 to 6.
    int cell = 1 * CELLS + 2;
    assertEquals(0, sample.labels()[cell]);
    assertEquals(2.5f, sample.offsets()[2 * cell]);
    assertEquals(0.5f, sample.offsets()[2 * cell + 1]);
    int last = 6 * CELLS + 3;
    assertEquals(-2.5f, sample.offsets()[2 * last]);
    assertEquals(-0.5f, sample.offsets()[2 * last + 1]);
    assertEquals(1, sample.offsetMask()[cell]);
    assertEquals(0, sample.offsetMask()[cell - 1]);
    assertEquals(12, sum(sample.offsetMask()));
  }

  @Test
  void shouldLayABellAroundTheMiddleOfAThing() {
    Sample sample = sample(picture(true, false));

    float nearest = (float) Math.exp(-(0.25 + 0.25) / 8);
    assertEquals(nearest, sample.centres()[3 * CELLS + 2], 1e-6f);
    assertEquals(nearest, sample.centres()[4 * CELLS + 3], 1e-6f);
    assertEquals((float) Math.exp(-(6.25 + 0.25) / 8), sample.centres()[CELLS + 2], 1e-6f);
  }

  @Test
  void shouldBelieveNothingOfThingsThatNobodyToldApartButTheirLabel() {
    Sample sample = sample(picture(false, false));

    assertEquals(0, sample.labels()[CELLS + 2]);
    assertEquals(0, sum(sample.offsetMask()));
    assertEquals(0, sample.centreMask()[CELLS + 2]);
    assertEquals(1, sample.centreMask()[CELLS + 1]);
    assertEquals(0, sample.centres()[3 * CELLS + 2]);
  }

  @Test
  void shouldLeaveVoidOutOfEverything() {
    Sample sample = sample(picture(true, true));

    for (int cell = 7 * CELLS; cell < 8 * CELLS; cell++) {
      assertEquals(Sample.VOID, sample.labels()[cell]);
      assertEquals(0, sample.centreMask()[cell]);
      assertEquals(0, sample.offsetMask()[cell]);
    }
  }

  @Test
  void shouldKnowThatVoidIsNoPersonWhereAllPeopleAreLabelled() {
    LabelledPicture part = picture(true, true);
    LabelledPicture complete =
        new LabelledPicture(part.pixels(), part.ids(), part.segments(), true);

    Sample sample = sample(complete);

    assertEquals(Sample.NOT_FIRST, sample.labels()[7 * CELLS]);
    assertEquals(1, sample.centreMask()[7 * CELLS]);
    assertEquals(0, sample.offsetMask()[7 * CELLS]);
    assertEquals(0, sample.labels()[CELLS + 2]);
  }

  @Test
  void shouldTakeTheLabelThatMostPixelsOfACellHave() {
    byte[] ids = new byte[SIDE * SIDE];
    Arrays.fill(ids, (byte) 1);
    for (int i = 0; i < 9; i++) {
      ids[i / 3 * SIDE + i % 3] = 2;
    }
    ids[4] = 2;
    LabelledPicture picture = new LabelledPicture(grey(), ids, List.of(stuff(1), stuff(2)));

    Sample sample = sample(picture);

    assertEquals(2, sample.labels()[0]);
    assertEquals(1, sample.labels()[1]);
  }

  @Test
  void shouldMoveLabelsWithPixelsWhenMirrored() {
    LabelledPicture picture = picture(true, false);
    Sample once = drawn(picture, new Placement(1, 1, 0, 0, true));
    Sample plain = drawn(picture, new Placement(1, 1, 0, 0, false));

    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        int cell = row * CELLS + column;
        int other = row * CELLS + CELLS - 1 - column;
        assertEquals(plain.labels()[cell], once.labels()[other]);
        assertEquals(plain.centres()[cell], once.centres()[other], 1e-6f);
        assertEquals(plain.offsets()[2 * cell], once.offsets()[2 * other], 1e-6f);
        assertEquals(plain.offsets()[2 * cell + 1], -once.offsets()[2 * other + 1], 1e-6f);
      }
    }
    assertEquals(plain.image()[0], once.image()[3 * (SIDE - 1)], 1e-3f);
  }

  @Test
  void shouldGiveAPictureThatIsNotScaledAsItIs() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 7);
    }
    LabelledPicture picture =
        new LabelledPicture(new Pixels(SIDE, SIDE, rgb), new byte[SIDE * SIDE], List.of());

    Sample sample = sample(picture);

    float[] expected = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      expected[i] = rgb[i] & 0xFF;
    }
    assertArrayEquals(expected, sample.image());
  }

  @Test
  void shouldPutTheMiddleOfACoveredThingWhereItIsStillSeen() {
    LabelledPicture picture = picture(true, false);
    Canvas canvas = new Canvas(SIDE, SIDE);
    canvas.draw(picture, new Placement(1, 1, 0, 0, false));

    canvas.paste(picture, 2, new Placement(1, 1, 0, 12, false));
    Sample sample = Targets.sample(canvas, LABELS);

    // The pasted person begins at row 16 and hides the first one's lower half: rows 4 to 15 are
    // left.
    int cell = CELLS + 2;
    assertEquals(1, sample.offsets()[2 * cell], 1e-6f);
    int pasted = 4 * CELLS + 2;
    assertEquals(0, sample.labels()[pasted]);
    assertEquals(1.5f, sample.offsets()[2 * pasted], 1e-6f);
    assertTrue(sample.centres()[2 * CELLS + 2] > 0.9f);
  }

  private static int sum(byte[] values) {
    int sum = 0;
    for (byte value : values) {
      sum += value;
    }
    return sum;
  }

  private static Sample sample(LabelledPicture picture) {
    return drawn(picture, new Placement(1, 1, 0, 0, false));
  }

  private static Sample drawn(LabelledPicture picture, Placement placement) {
    Canvas canvas = new Canvas(SIDE, SIDE);
    canvas.draw(picture, placement);
    return Targets.sample(canvas, LABELS);
  }

  private static Pixels grey() {
    return new Pixels(SIDE, SIDE, new byte[3 * SIDE * SIDE]);
  }

  private static LabelledSegment stuff(int label) {
    return new LabelledSegment(label, false, false, new Box(0, 0, SIDE, SIDE), 1);
  }

  /** Sky over road, and a person from (8, 4) to (16, 28). */
  private static LabelledPicture picture(boolean separate, boolean voidBelow) {
    byte[] ids = new byte[SIDE * SIDE];
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean person = x >= 8 && x < 16 && y >= 4 && y < 28;
        ids[y * SIDE + x] = (byte) (voidBelow && y >= 28 ? 0 : person ? 3 : y < 8 ? 2 : 1);
        rgb[3 * (y * SIDE + x)] = (byte) (8 * x);
      }
    }
    return new LabelledPicture(
        new Pixels(SIDE, SIDE, rgb),
        ids,
        List.of(
            stuff(1),
            stuff(2),
            new LabelledSegment(0, separate, false, new Box(8, 4, 16, 28), 8 * 24)));
  }
}
