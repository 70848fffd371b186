package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.Placement;
import io.panoptes.segment.motion.Components;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns labels of pixels into segments: stuff by category, things by connected components. */
final class LabelMaps {

  /** Of a segment, about so many pixels are asked for their probability. */
  private static final int SAMPLES = 256;

  private LabelMaps() {}

  /** How sure a model is of a pixel's label. */
  interface Confidence {

    /** Whoever gives labels only is sure. */
    Confidence SURE = (x, y, label) -> 1;

    /** 0 to 1. */
    double of(int x, int y, int label);
  }

  /**
   * The numbers of a frame's pixels: each takes the nearest of the input's.
   *
   * @param numbers row-major, of the whole input at the output's size
   * @param from the first
   */
  static int[] nearest(int[] numbers, int from, int mapWidth, int mapHeight, Placement placement) {
    int width = placement.frameWidth();
    int height = placement.frameHeight();
    int[] columns = new int[width];
    for (int x = 0; x < width; x++) {
      double at = placement.left() + (x + 0.5) * placement.partWidth() / width;
      columns[x] = (int) (at * mapWidth / placement.width());
    }
    int[] full = new int[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      double at = placement.top() + (y + 0.5) * placement.partHeight() / height;
      int row = from + (int) (at * mapHeight / placement.height()) * mapWidth;
      for (int x = 0; x < width; x++, i++) {
        full[i] = numbers[row + columns[x]];
      }
    }
    return full;
  }

  /**
   * Segments of a frame, in the order of their categories' lowest labels.
   *
   * @param labels of the frame's pixels, row-major
   * @param minArea smallest thing as a share of the frame's area; smaller ones are void
   * @throws SegmenterException when a label has no category
   */
  static Segmentation toSegmentation(
      int[] labels,
      int width,
      Map<Integer, Category> categories,
      double minArea,
      Confidence confidence) {
    int height = labels.length / width;
    int[] groups = groups(labels, categories);
    List<Category> byGroup = new ArrayList<>();
    char[] group = new char[labels.length];
    for (int i = 0; i < labels.length; i++) {
      group[i] = (char) groups[labels[i]];
    }
    Map<Integer, Category> named = new HashMap<>();
    categories.forEach(
        (label, category) -> {
          if (label < groups.length && groups[label] > 0) {
            named.put(groups[label], category);
          }
        });
    for (int g = 1; g <= named.size(); g++) {
      byGroup.add(named.get(g));
    }
    char[] ids = new char[labels.length];
    List<Category> segments = new ArrayList<>();
    int smallest = Math.max(1, (int) Math.round(minArea * labels.length));
    Components components = null;
    byte[] mask = null;
    char[] stuff = new char[byGroup.size() + 1];
    for (int g = 1; g <= byGroup.size(); g++) {
      Category category = byGroup.get(g - 1);
      if (!category.isThing()) {
        segments.add(category);
        stuff[g] = (char) segments.size();
        continue;
      }
      components = components == null ? new Components(width, height) : components;
      mask = mask == null ? new byte[labels.length] : mask;
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (byte) (group[i] == g ? 1 : 0);
      }
      addThings(components, mask, smallest, category, segments, ids);
    }
    for (int i = 0; i < ids.length; i++) {
      if (stuff[group[i]] != 0) {
        ids[i] = stuff[group[i]];
      }
    }
    double[] scores = scores(ids, segments.size(), labels, width, confidence);
    return Segmentation.of(
        new SegmentMap(width, height, ids), id -> segments.get(id - 1), id -> scores[id]);
  }

  /** Numbers from 1 of the categories that are there, by label; 0 for labels that are not. */
  private static int[] groups(int[] labels, Map<Integer, Category> categories) {
    int highest = 0;
    for (int label : labels) {
      if (label < 0 || label > SegmentMap.MAX_ID) {
        known(categories, label);
      }
      highest = Math.max(highest, label);
    }
    boolean[] present = new boolean[highest + 1];
    for (int label : labels) {
      present[label] = true;
    }
    int[] groups = new int[highest + 1];
    Map<Category, Integer> numbers = new HashMap<>();
    for (int label = 0; label <= highest; label++) {
      if (present[label]) {
        Category category = known(categories, label);
        numbers.putIfAbsent(category, numbers.size() + 1);
        groups[label] = numbers.get(category);
      }
    }
    return groups;
  }

  static Category known(Map<Integer, Category> categories, int label) {
    Category category = categories.get(label);
    if (category == null) {
      throw new SegmenterException(
          "the model gave label "
              + label
              + ", which its manifest does not know; it knows "
              + categories.keySet());
    }
    return category;
  }

  private static void addThings(
      Components components,
      byte[] mask,
      int smallest,
      Category category,
      List<Category> segments,
      char[] ids) {
    int count = components.find(mask);
    int[] labels = components.labels();
    char[] number = new char[count + 1];
    for (int component = 1; component <= count; component++) {
      if (components.area(component) >= smallest && segments.size() < SegmentMap.MAX_ID / 2) {
        segments.add(category);
        number[component] = (char) segments.size();
      }
    }
    for (int i = 0; i < ids.length; i++) {
      if (labels[i] != 0) {
        ids[i] = number[labels[i]];
      }
    }
  }

  /** Mean confidence of each segment's pixels, of large ones from some of them. */
  private static double[] scores(
      char[] ids, int segments, int[] labels, int width, Confidence confidence) {
    double[] scores = new double[segments + 1];
    if (confidence == Confidence.SURE) {
      Arrays.fill(scores, 1);
      return scores;
    }
    int[] area = new int[segments + 1];
    for (char id : ids) {
      area[id]++;
    }
    int[] seen = new int[segments + 1];
    int[] asked = new int[segments + 1];
    for (int i = 0; i < ids.length; i++) {
      char id = ids[i];
      if (id != 0 && seen[id]++ % Math.max(1, area[id] / SAMPLES) == 0) {
        scores[id] += confidence.of(i % width, i / width, labels[i]);
        asked[id]++;
      }
    }
    for (int id = 1; id <= segments; id++) {
      scores[id] = asked[id] == 0 ? 0 : Math.min(1, scores[id] / asked[id]);
    }
    return scores;
  }
}
