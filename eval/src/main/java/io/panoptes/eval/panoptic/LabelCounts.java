package io.panoptes.eval.panoptic;

import io.panoptes.eval.JointHistogram;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many pixels of a map carry each label. */
public final class LabelCounts {

  private final Map<Integer, Long> counts;

  private LabelCounts(Map<Integer, Long> counts) {
    this.counts = counts;
  }

  public static LabelCounts of(int[] labels) {
    JointHistogram histogram = JointHistogram.of(labels, labels);
    Map<Integer, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < histogram.size(); i++) {
      counts.put(histogram.first(i), histogram.count(i));
    }
    return new LabelCounts(counts);
  }

  /** Pixels with this label; 0 when the map has none. */
  public long count(int label) {
    return counts.getOrDefault(label, 0L);
  }

  /** Every label of the map with its pixels, in the order of first appearance. */
  public Map<Integer, Long> asMap() {
    return Map.copyOf(counts);
  }
}
