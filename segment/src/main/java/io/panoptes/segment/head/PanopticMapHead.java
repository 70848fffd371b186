package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decodes ready panoptic maps: a segment each instance of a thing, and each category of stuff. */
final class PanopticMapHead implements Head {

  private final PanopticMapHeadSpec spec;
  private final Map<Integer, Category> categories;

  PanopticMapHead(PanopticMapHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
  }

  @Override
  public List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements) {
    ModelTensor map = outputs.get(spec.map());
    if (map.dimension(0) != placements.size() || map.size() == 0) {
      throw new SegmenterException(
          "output '%s' has the shape %s where [%d, h, w] is expected"
              .formatted(spec.map(), Arrays.toString(map.shape()), placements.size()));
    }
    int height = map.dimension(1);
    int width = map.dimension(2);
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      results.add(decode(map.ints(), i * width * height, width, height, placements.get(i)));
    }
    return results;
  }

  private Segmentation decode(int[] values, int from, int width, int height, Placement placement) {
    int[] pixels = LabelMaps.nearest(values, from, width, height, placement);
    char[] ids = new char[pixels.length];
    List<Category> segments = new ArrayList<>();
    Map<Integer, Character> byValue = new HashMap<>();
    Map<Category, Character> stuff = new HashMap<>();
    int last = -1;
    char lastId = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] != last || i == 0) {
        last = pixels[i];
        Character known = byValue.get(last);
        lastId = known == null ? add(last, segments, stuff) : known;
        byValue.put(last, lastId);
      }
      ids[i] = lastId;
    }
    return Segmentation.of(
        new SegmentMap(placement.frameWidth(), placement.frameHeight(), ids),
        id -> segments.get(id - 1),
        id -> 1);
  }

  private char add(int value, List<Category> segments, Map<Category, Character> stuff) {
    int label = Math.floorDiv(value, spec.divisor());
    if (label == spec.voidLabel()) {
      return 0;
    }
    Category category = LabelMaps.known(categories, label);
    Character known = category.isThing() ? null : stuff.get(category);
    if (known != null) {
      return known;
    }
    if (segments.size() == SegmentMap.MAX_ID) {
      return 0;
    }
    segments.add(category);
    stuff.put(category, (char) segments.size());
    return (char) segments.size();
  }
}
