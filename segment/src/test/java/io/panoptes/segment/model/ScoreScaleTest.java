package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreScaleTest {

  private static final ScoreScale SOFT = new ScoreScale(0.35, 0.45);

  @Test
  void shouldPutTheModelsNumbersWhereTrackersExpectThem() {
    assertEquals(0, SOFT.of(0));
    assertEquals(0.15, SOFT.of(0.175), 1e-12);
    assertEquals(0.3, SOFT.of(0.35), 1e-12);
    assertEquals(0.45, SOFT.of(0.4), 1e-12);
    assertEquals(0.6, SOFT.of(0.45), 1e-12);
    assertEquals(0.9, SOFT.of(0.55), 1e-12);
    assertEquals(1, SOFT.of(0.7));
  }

  @Test
  void shouldLeaveTheCommonScaleAlone() {
    for (int i = 0; i <= 100; i++) {
      assertEquals(i / 100.0, ScoreScale.COMMON.of(i / 100.0), 1e-12);
    }
    Segmentation result = result();
    assertSame(result, ScoreScale.COMMON.of(result));
  }

  @Test
  void shouldKeepTheOrder() {
    for (int i = 1; i <= 58; i++) {
      double lower = SOFT.of((i - 1) / 100.0);
      double higher = SOFT.of(i / 100.0);
      assertEquals(-1, Double.compare(lower, higher), lower + " and " + higher);
    }
  }

  @Test
  void shouldScaleThingsAndNothingElse() {
    List<Segment> scaled = SOFT.of(result()).segments();
    assertEquals(0.6, scaled.get(0).score(), 1e-12);
    assertEquals(0.45, scaled.get(1).score(), "stuff is not tracked");
    assertEquals(result().segments().get(0).box(), scaled.get(0).box());
  }

  /** A person and a road, both with a score of 0.45. */
  private static Segmentation result() {
    return Segmentation.of(
        new SegmentMap(2, 1, new char[] {1, 2}),
        id -> CategoryCatalog.STREET.get(id == 1 ? "person" : "road"),
        id -> 0.45);
  }

  @Test
  void shouldRefuseWhatIsSureBeforeItIsDoubtful() {
    ConfigDocument document =
        ConfigDocument.parse("test", "scores: {doubtful: 0.5, sure: 0.4}", Map.of());
    assertEquals(ScoreScale.COMMON, ScoreScale.read(document.root().section("scores")));
    ConfigException e = assertThrows(ConfigException.class, document::finish);
    assertEquals(
        List.of("line 1: 'scores' has doubtful 0.5 and sure 0.4; doubtful must be less than sure"),
        e.problems());
    IllegalArgumentException same =
        assertThrows(IllegalArgumentException.class, () -> new ScoreScale(0.5, 0.5));
    assertEquals(
        "doubtful 0.5 must be more than 0 and less than sure 0.5, which must be at most 1",
        same.getMessage());
  }
}
