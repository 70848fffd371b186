package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Cells of 4 × 4 pixels: 12 in a row, 8 rows; sure of everything. Interpolation rounds each outward
 * corner off by one pixel.
 */
final class PanopticDeepLabHeadTest {

  private static final int WIDTH = 12;
  private static final int HEIGHT = 8;
  private static final int LABELS = 4;
  private static final int PERSON = 0;
  private static final int CAR = 1;
  private static final int ROAD = 2;
  private static final int SKY = 3;
  private static final Map<Integer, Category> CATEGORIES =
      Map.of(
          PERSON, CategoryCatalog.STREET.get("person"),
          CAR, CategoryCatalog.STREET.get("car"),
          ROAD, CategoryCatalog.STREET.get("road"),
          SKY, CategoryCatalog.STREET.get("sky"));
  private static final Placement PLACEMENT = new Placement(48, 32, 48, 32, 0, 0, 48, 32);

  private final float[] semantic = new float[LABELS * WIDTH * HEIGHT];
  private final float[] centre = new float[WIDTH * HEIGHT];
  private final float[] offset = new float[2 * WIDTH * HEIGHT];

  PanopticDeepLabHeadTest() {
    label(0, 0, WIDTH, 4, SKY);
    label(0, 4, WIDTH, HEIGHT, ROAD);
  }

  private void label(int left, int top, int right, int bottom, int label) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        for (int other = 0; other < LABELS; other++) {
          semantic[(y * WIDTH + x) * LABELS + other] = other == label ? 12 : 0;
        }
      }
    }
  }

  /** A thing whose every cell votes for the cell in its middle. */
  private void thing(int left, int top, int right, int bottom, int label) {
    label(left, top, right, bottom, label);
    vote(left, top, right, bottom);
  }

  private void vote(int left, int top, int right, int bottom) {
    int middleY = (top + bottom) / 2;
    int middleX = (left + right) / 2;
    centre[middleY * WIDTH + middleX] = 0.9f;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        offset[2 * (y * WIDTH + x)] = middleY - y;
        offset[2 * (y * WIDTH + x) + 1] = middleX - x;
      }
    }
  }

  private static PanopticDeepLabHeadSpec spec(
      double reach, double minArea, double minStuffArea, ModelManifest.Layout layout) {
    return spec(reach, 0, minArea, minStuffArea, layout);
  }

  private static PanopticDeepLabHeadSpec spec(
      double reach, double join, double minArea, double minStuffArea, ModelManifest.Layout layout) {
    return new PanopticDeepLabHeadSpec(
        "s", "c", "o", layout, 0.1, 3, 200, 1, reach, join, minArea, minStuffArea);
  }

  private String joined(double join) {
    String table = table(decode(spec(1, join, 0, 0, ModelManifest.Layout.NHWC)));
    return table.substring(table.indexOf("person"));
  }

  /** Votes that lie outside of the frame reach nobody. */
  private void lose(int left, int top, int right, int bottom) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        offset[2 * (y * WIDTH + x)] = -9;
        offset[2 * (y * WIDTH + x) + 1] = 0;
      }
    }
  }

  private Segmentation decode(PanopticDeepLabHeadSpec spec) {
    return spec.open(CATEGORIES)
        .decode(
            Map.of(
                "s", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, LABELS}, semantic),
                "c", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 1}, centre),
                "o", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 2}, offset)),
            List.of(PLACEMENT))
        .get(0);
  }

  private Segmentation decode() {
    return decode(spec(0, 0, 0, ModelManifest.Layout.NHWC));
  }

  private static String table(Segmentation segmentation) {
    StringBuilder table = new StringBuilder();
    for (Segment segment : segmentation.segments()) {
      Box box = segment.box();
      table.append(
          "%s %d @%.0f,%.0f-%.0f,%.0f; "
              .formatted(
                  segment.category().name(),
                  segment.areaPixels(),
                  box.left(),
                  box.top(),
                  box.right(),
                  box.bottom()));
    }
    return table.toString().strip();
  }

  @Test
  void shouldPartTouchingPeopleByTheirVotes() {
    thing(2, 2, 4, 7, PERSON);
    thing(4, 2, 6, 7, PERSON);
    assertEquals(
        "road 578 @0,16-48,32; sky 642 @0,0-48,16; person 158 @8,8-16,28; person 158 @16,8-24,28;",
        table(decode()));
  }

  @Test
  void shouldBeSureOfWhatTheModelIsSureOf() {
    thing(2, 2, 4, 7, PERSON);
    for (Segment segment : decode().segments()) {
      assertEquals(1 / (1 + 3 * Math.exp(-12)), segment.score(), 1e-6);
    }
  }

  @Test
  void shouldNameAnInstanceAsMostOfItsCells() {
    label(2, 2, 4, 7, PERSON);
    label(2, 5, 4, 7, CAR);
    vote(2, 2, 4, 7);
    assertEquals("person 156 @8,8-16,28;", table(decode()).split("(?=person)")[1]);
  }

  @Test
  void shouldNameAnInstanceByTheLowerLabelOnTies() {
    label(2, 2, 4, 4, CAR);
    label(2, 4, 4, 6, PERSON);
    vote(2, 2, 4, 6);
    assertEquals("person 124 @8,8-16,24;", table(decode()).split("(?=person)")[1]);
  }

  @Test
  void shouldMakeOneInstanceOfThingsWithoutAnyCentre() {
    label(1, 5, 2, 6, CAR);
    label(9, 5, 10, 6, CAR);
    assertEquals("car 24 @4,20-40,24;", table(decode()).split("(?=car)")[1]);
  }

  @Test
  void shouldMakeInstancesOfPiecesThatReachNoCentre() {
    thing(1, 5, 2, 6, CAR);
    label(9, 5, 10, 6, CAR);
    label(6, 1, 7, 2, CAR);
    Segmentation found = decode(spec(2, 0, 0, ModelManifest.Layout.NHWC));
    assertEquals(
        "car 12 @4,20-8,24; car 12 @24,4-28,8; car 12 @36,20-40,24;",
        table(found).substring(table(found).indexOf("car")));
  }

  @Test
  void shouldGiveAPersonBackTheLegsThatReachNoCentre() {
    thing(2, 2, 4, 6, PERSON);
    lose(2, 5, 4, 6);
    assertEquals("person 94 @8,8-16,20; person 30 @8,20-16,24;", joined(0.33));
    assertEquals("person 124 @8,8-16,24;", joined(0.34));
  }

  @Test
  void shouldJoinWhatLooksLikeItsNeighbourOnly() {
    thing(2, 2, 4, 6, PERSON);
    label(2, 6, 4, 7, CAR);
    lose(2, 6, 4, 7);
    assertEquals("person 126 @8,8-16,24; car 30 @8,24-16,28;", joined(1));
  }

  @Test
  void shouldJoinTheNeighbourThatAPieceTouchesMost() {
    thing(2, 2, 5, 5, PERSON);
    thing(5, 2, 8, 5, PERSON);
    label(4, 5, 8, 6, PERSON);
    lose(4, 5, 8, 6);
    String[] found = joined(1).split("; ");
    assertEquals(2, found.length);
    assertEquals("person 143 @8,8-20,21", found[0]);
  }

  @Test
  void shouldTurnSmallThingsIntoTheStuffTheyLookLikeMost() {
    thing(2, 5, 3, 6, PERSON);
    for (int label = 0; label < LABELS; label++) {
      semantic[(5 * WIDTH + 2) * LABELS + label] = label == PERSON ? 12 : label == SKY ? 8 : 0;
    }
    double justTooMuch = 17.0 / (48 * 32);
    assertEquals(
        "sky",
        decode(spec(0, justTooMuch, 0, ModelManifest.Layout.NHWC))
            .segments()
            .get(1)
            .category()
            .name());
    Segmentation dropped = decode(spec(0, justTooMuch, 0, ModelManifest.Layout.NHWC));
    assertEquals(2, dropped.segments().size());
    assertEquals(dropped.segments().get(1).id(), dropped.map().at(9, 21));
    assertEquals(
        3, decode(spec(0, 16.0 / (48 * 32), 0, ModelManifest.Layout.NHWC)).segments().size());
  }

  @Test
  void shouldVoidStuffBelowTheLeastArea() {
    label(0, 0, 2, 1, ROAD);
    label(0, 4, WIDTH, HEIGHT, SKY);
    Segmentation kept = decode(spec(0, 0, 31.0 / (48 * 32), ModelManifest.Layout.NHWC));
    assertEquals(2, kept.segments().size());
    Segmentation dropped = decode(spec(0, 0, 32.0 / (48 * 32), ModelManifest.Layout.NHWC));
    assertEquals(1, dropped.segments().size());
    assertEquals(0, dropped.map().at(0, 0));
  }

  @Test
  void shouldReadPlanarOutputsAlike() {
    thing(2, 2, 4, 7, PERSON);
    thing(4, 2, 6, 7, PERSON);
    Segmentation expected = decode();
    Segmentation planar =
        spec(0, 0, 0, ModelManifest.Layout.NCHW)
            .open(CATEGORIES)
            .decode(
                Map.of(
                    "s", planar(semantic, LABELS),
                    "c", planar(centre, 1),
                    "o", planar(offset, 2)),
                List.of(PLACEMENT))
            .get(0);
    assertEquals(expected, planar);
  }

  private static ModelTensor planar(float[] values, int channels) {
    float[] planar = new float[values.length];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      for (int channel = 0; channel < channels; channel++) {
        planar[channel * WIDTH * HEIGHT + i] = values[i * channels + channel];
      }
    }
    return ModelTensor.ofFloats(new int[] {1, channels, HEIGHT, WIDTH}, planar);
  }

  @Test
  void shouldCutALetterboxAway() {
    label(0, 0, WIDTH, 2, CAR);
    label(0, 6, WIDTH, HEIGHT, CAR);
    Placement box = new Placement(96, 32, 48, 32, 0, 8, 48, 16);
    Segmentation found =
        spec(0, 0, 0, ModelManifest.Layout.NHWC)
            .open(CATEGORIES)
            .decode(
                Map.of(
                    "s", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, LABELS}, semantic),
                    "c", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 1}, centre),
                    "o", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 2}, offset)),
                List.of(box))
            .get(0);
    assertEquals("road 1536 @0,16-96,32; sky 1536 @0,0-96,16;", table(found));
  }

  @Test
  void shouldRefuseOutputsOfOtherShapes() {
    SegmenterException error =
        assertThrows(
            SegmenterException.class,
            () ->
                spec(0, 0, 0, ModelManifest.Layout.NHWC)
                    .open(CATEGORIES)
                    .decode(
                        Map.of(
                            "s",
                            ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, LABELS}, semantic),
                            "c",
                            ModelTensor.ofFloats(new int[] {1, WIDTH, HEIGHT, 1}, centre),
                            "o",
                            ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 2}, offset)),
                        List.of(PLACEMENT)));
    assertEquals(
        "output 'c' has the shape [1, 12, 8, 1] where [1, 8, 12, 1] is expected",
        error.getMessage());
  }
}
