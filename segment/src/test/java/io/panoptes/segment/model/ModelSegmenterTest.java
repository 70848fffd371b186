package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelSegmenterTest {

  private static final double[] SCORES = {0.4, 0.2, 0.8, 0};

  /** Four people and, in the last pixel, a road of score 0.5. */
  private static final Segmentation DECODED =
      Segmentation.of(
          new SegmentMap(5, 1, new char[] {1, 2, 3, 4, 5}),
          id -> CategoryCatalog.STREET.get(id == 5 ? "road" : "person"),
          id -> id == 5 ? 0.5 : SCORES[id - 1]);

  @Test
  void shouldPutTheScoreOfSureThingsAtSixTenths() {
    List<Segment> scaled = ModelSegmenter.scaled(DECODED, 0.4).segments();
    assertEquals(0.6, scaled.get(0).score(), 1e-12);
    assertEquals(0.3, scaled.get(1).score(), 1e-12);
    assertEquals(1, scaled.get(2).score(), "no more than 1");
    assertEquals(0, scaled.get(3).score());
    assertEquals(0.5, scaled.get(4).score(), "stuff is not tracked");
    assertEquals(DECODED.segments().get(0).box(), scaled.get(0).box());
  }

  @Test
  void shouldLeaveScoresOfTheCommonScaleAlone() {
    assertSame(DECODED, ModelSegmenter.scaled(DECODED, ModelManifest.SURE));
  }
}
