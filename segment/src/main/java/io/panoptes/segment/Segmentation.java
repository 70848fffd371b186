package io.panoptes.segment;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/**
 * What a segmenter makes of a picture.
 *
 * @param map full-frame segment ids
 * @param segments the map's table, in ascending order of id
 */
public record Segmentation(SegmentMap map, List<Segment> segments) {

  public Segmentation {
    if (map == null) {
      throw new NullPointerException("map is null");
    }
    segments = List.copyOf(segments);
  }

  /** A result whose table is counted from the map. */
  public static Segmentation of(
      SegmentMap map, IntFunction<Category> category, IntToDoubleFunction score) {
    return new Segmentation(map, PanopticFrames.segmentsOf(map, category, score));
  }
}
