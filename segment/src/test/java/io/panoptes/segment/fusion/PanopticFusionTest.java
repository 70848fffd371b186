package io.panoptes.segment.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.fusion.FusionSettings.LooseThings;
import io.panoptes.segment.fusion.FusionSettings.Masks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of one row: a mask is a run of pixels. */
class PanopticFusionTest {

  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category CAR = CategoryCatalog.STREET.get("car");
  private static final Category ROAD = CategoryCatalog.STREET.get("road");
  private static final Category SKY = CategoryCatalog.STREET.get("sky");

  private static final FusionSettings PANOPTICAPI = FusionSettings.of(FusionStrategy.PANOPTICAPI);

  private static InstanceMask run(Category category, double score, int from, int to) {
    byte[] inside = new byte[to - from];
    Arrays.fill(inside, (byte) 1);
    return new InstanceMask(category, score, from, 0, to - from, inside);
  }

  /** Semantics of runs: each ends where the number says. */
  private static Segmentation semantic(Object... categoriesAndEnds) {
    char[] ids = new char[(int) categoriesAndEnds[categoriesAndEnds.length - 1]];
    int from = 0;
    for (int i = 0; i < categoriesAndEnds.length; i += 2) {
      Arrays.fill(ids, from, (int) categoriesAndEnds[i + 1], (char) (i / 2 + 1));
      from = (int) categoriesAndEnds[i + 1];
    }
    return Segmentation.of(
        new SegmentMap(ids.length, 1, ids),
        id -> (Category) categoriesAndEnds[2 * (id - 1)],
        id -> 0.75);
  }

  private static String table(Segmentation segmentation) {
    StringBuilder table = new StringBuilder();
    for (Segment segment : segmentation.segments()) {
      table.append(
          "%s %d@%.0f %s; "
              .formatted(
                  segment.category().name(),
                  segment.areaPixels(),
                  segment.box().left(),
                  segment.score()));
    }
    return table.toString().strip();
  }

  private static String alone(int width, InstanceMask... instances) {
    return table(new PanopticFusion(PANOPTICAPI).fuse(List.of(instances), width, 1));
  }

  @Test
  void shouldShareTheThresholdsOfPanopticapiAndDetectron2() {
    FusionSettings expected = new FusionSettings(0.5, 0.5, 4096, LooseThings.VOID, Masks.OWN);
    assertEquals(expected, PANOPTICAPI);
    assertEquals(expected, FusionSettings.of(FusionStrategy.DETECTRON2));
  }

  @Test
  void shouldPaintAnInstanceWhoseScoreIsJustEnough() {
    assertEquals("person 3@0 0.5;", alone(9, run(PERSON, 0.5, 0, 3)));
    assertEquals("", alone(9, run(PERSON, Math.nextDown(0.5), 0, 3)));
  }

  @Test
  void shouldPaintInTheOrderOfScores() {
    assertEquals(
        "car 4@2 0.9; person 2@0 0.6;", alone(9, run(PERSON, 0.6, 0, 4), run(CAR, 0.9, 2, 6)));
  }

  @Test
  void shouldKeepTheOrderOfEqualScores() {
    assertEquals(
        "person 4@0 0.6; car 2@4 0.6;", alone(9, run(PERSON, 0.6, 0, 4), run(CAR, 0.6, 2, 6)));
  }

  @Test
  void shouldLeaveOutWhatIsCoveredByMoreThanHalf() {
    assertEquals(
        "person 4@0 0.9; car 3@4 0.8;", alone(9, run(PERSON, 0.9, 0, 4), run(CAR, 0.8, 1, 7)));
    assertEquals("person 4@0 0.9;", alone(9, run(PERSON, 0.9, 0, 4), run(CAR, 0.8, 1, 6)));
  }

  @Test
  void shouldCompareWithWhatIsPaintedOnly() {
    assertEquals(
        "person 4@0 0.9; car 4@5 0.7;",
        alone(9, run(PERSON, 0.9, 0, 4), run(CAR, 0.8, 1, 6), run(CAR, 0.7, 5, 9)));
  }

  @Test
  void shouldFillWithStuffWhatInstancesLeave() {
    FusionSettings settings = new FusionSettings(0.5, 0.5, 3, LooseThings.VOID, Masks.OWN);
    Segmentation fused =
        new PanopticFusion(settings)
            .fuse(List.of(run(PERSON, 0.9, 2, 5)), semantic(ROAD, 5, SKY, 9));
    assertEquals("person 3@2 0.9; sky 4@5 0.75;", table(fused));
    assertEquals(0, fused.map().at(0, 0));
  }

  @Test
  void shouldKeepStuffOfJustTheLeastArea() {
    Segmentation semantic = semantic(ROAD, 4096, SKY, 4096 + 4097);
    InstanceMask atTheEnd = run(PERSON, 0.9, 8191, 8193);
    assertEquals(
        "person 2@8191 0.9; road 4096@0 0.75;",
        table(new PanopticFusion(PANOPTICAPI).fuse(List.of(atTheEnd), semantic)));
  }

  @Test
  void shouldMakeThingsOfTheSemanticsVoid() {
    FusionSettings settings = new FusionSettings(0.5, 0.5, 1, LooseThings.VOID, Masks.OWN);
    Segmentation fused =
        new PanopticFusion(settings).fuse(List.of(), semantic(ROAD, 4, CAR, 6, SKY, 9));
    assertEquals("road 4@0 0.75; sky 3@6 0.75;", table(fused));
    assertEquals(0, fused.map().at(4, 0));
  }

  @Test
  void shouldKeepLooseThingsWhenAsked() {
    FusionSettings settings = new FusionSettings(0.5, 0.5, 1, LooseThings.KEEP, Masks.OWN);
    Segmentation semantic = semantic(ROAD, 4, CAR, 8, PERSON, 12);
    assertEquals(
        "person 6@3 0.9; person 3@9 0.75; road 3@0 0.75;",
        table(new PanopticFusion(settings).fuse(List.of(run(PERSON, 0.9, 3, 9)), semantic)));
  }

  @Test
  void shouldCutInstancesToSemanticsWhenAsked() {
    FusionSettings settings = new FusionSettings(0.5, 0.5, 1, LooseThings.VOID, Masks.SEMANTIC);
    Segmentation semantic = semantic(ROAD, 4, CAR, 8, PERSON, 12);
    assertEquals(
        "car 4@4 0.9; road 4@0 0.75;",
        table(new PanopticFusion(settings).fuse(List.of(run(CAR, 0.9, 2, 11)), semantic)));
  }

  @Test
  void shouldLeaveOutInstancesWithoutPixels() {
    assertEquals(
        "", alone(4, new InstanceMask(CAR, 0.9, 0, 0, 0, new byte[0]), run(CAR, 0.1, 0, 1)));
  }
}
