package io.panoptes.eval.panoptic;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A panoptic picture: which segment every pixel belongs to, 0 for void, and the table of segments.
 *
 * @param map segment ids
 * @param segments in the order of the data set, ids unique
 */
public record PanopticLabels(LabelMap map, List<PanopticSegment> segments) {

  public PanopticLabels {
    if (map == null) {
      throw new NullPointerException("map is null");
    }
    segments = List.copyOf(segments);
    Set<Integer> ids = new HashSet<>();
    for (PanopticSegment segment : segments) {
      if (!ids.add(segment.id())) {
        throw new MalformedEntryException(
            "segment " + segment.id(), "the id appears twice in the table");
      }
    }
  }

  /** The same picture with every table area replaced by what the map counts. */
  public PanopticLabels withCountedAreas() {
    LabelCounts counts = LabelCounts.of(map.labels());
    List<PanopticSegment> counted = new ArrayList<>(segments.size());
    for (PanopticSegment segment : segments) {
      counted.add(
          new PanopticSegment(
              segment.id(), segment.categoryId(), counts.count(segment.id()), segment.crowd()));
    }
    return new PanopticLabels(map, counted);
  }
}
