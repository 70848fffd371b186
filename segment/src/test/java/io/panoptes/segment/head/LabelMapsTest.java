package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.Placement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelMapsTest {

  private static final Map<Integer, Category> CATEGORIES =
      new java.util.TreeMap<>(
          Map.of(0, CategoryCatalog.STREET.get("road"), 1, CategoryCatalog.STREET.get("car")));

  private static Placement stretched(int width, int height) {
    return new Placement(width, height, 8, 8, 0, 0, 8, 8);
  }

  private static Segmentation segments(
      int[] labels, int labelWidth, int labelHeight, Placement placement, double minArea) {
    return LabelMaps.toSegmentation(
        LabelMaps.nearest(labels, 0, labelWidth, labelHeight, placement),
        placement.frameWidth(),
        CATEGORIES,
        minArea,
        LabelMaps.Confidence.SURE);
  }

  @Test
  void shouldMakeStuffOneSegmentAndEachConnectedThingAnother() {
    int[] labels = {
      1, 0, 0, 1,
      1, 0, 0, 1,
      0, 0, 0, 0
    };
    Segmentation segmentation = segments(labels, 4, 3, stretched(4, 3), 0.01);
    assertArrayEquals(new char[] {2, 1, 1, 3, 2, 1, 1, 3, 1, 1, 1, 1}, segmentation.map().ids());
    assertEquals("road", segmentation.segments().get(0).category().name());
    assertEquals("car", segmentation.segments().get(2).category().name());
    assertEquals(2, segmentation.segments().get(2).areaPixels());
  }

  @Test
  void shouldLeaveSmallThingsVoid() {
    int[] labels = {1, 0, 0, 0};
    Segmentation segmentation = segments(labels, 4, 1, stretched(4, 1), 0.5);
    assertArrayEquals(new char[] {0, 1, 1, 1}, segmentation.map().ids());
  }

  @Test
  void shouldStretchLabelsToTheFrame() {
    int[] labels = {0, 1};
    Segmentation segmentation = segments(labels, 2, 1, stretched(4, 2), 0.01);
    assertArrayEquals(new char[] {1, 1, 2, 2, 1, 1, 2, 2}, segmentation.map().ids());
  }

  @Test
  void shouldRefuseLabelsWithoutACategory() {
    SegmenterException error =
        assertThrows(
            SegmenterException.class, () -> segments(new int[] {7}, 1, 1, stretched(1, 1), 0.01));
    assertEquals(
        "the model gave label 7, which its manifest does not know; it knows [0, 1]",
        error.getMessage());
  }

  @Test
  void shouldCutALetterboxedFrameOut() {
    int[] labels = {
      0, 0, 0, 0,
      1, 0, 0, 1,
      0, 0, 0, 0
    };
    Segmentation segmentation = segments(labels, 4, 3, new Placement(4, 2, 8, 6, 0, 2, 8, 2), 0.01);
    assertArrayEquals(new char[] {2, 1, 1, 3, 2, 1, 1, 3}, segmentation.map().ids());
  }
}
