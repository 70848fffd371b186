package io.panoptes.eval;

import io.panoptes.eval.panoptic.LabelCounts;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/** Pictures made for tests; the same seed gives the same picture. */
public final class Scenes {

  public static final List<EvalCategory> CATEGORIES =
      List.of(
          new EvalCategory(0, "person", true),
          new EvalCategory(1, "car", true),
          new EvalCategory(2, "road", false),
          new EvalCategory(3, "sky", false));

  private Scenes() {}

  /** Rectangles of ids 1 to {@code objects} on void. */
  public static LabelMap rectangles(Random random, int width, int height, int objects) {
    int[] labels = new int[width * height];
    for (int id = 1; id <= objects; id++) {
      int left = random.nextInt(width - 4);
      int top = random.nextInt(height - 4);
      int right = Math.min(width, left + 4 + random.nextInt(width / 2));
      int bottom = Math.min(height, top + 4 + random.nextInt(height / 2));
      for (int y = top; y < bottom; y++) {
        java.util.Arrays.fill(labels, y * width + left, y * width + right, id);
      }
    }
    return new LabelMap(width, height, labels);
  }

  /** The map with every row moved to the right and void put in. */
  public static LabelMap shiftRight(LabelMap map, int pixels) {
    int[] shifted = new int[map.labels().length];
    for (int y = 0; y < map.height(); y++) {
      for (int x = pixels; x < map.width(); x++) {
        shifted[y * map.width() + x] = map.at(x - pixels, y);
      }
    }
    return new LabelMap(map.width(), map.height(), shifted);
  }

  /** The map with every label but 0 replaced. */
  public static LabelMap relabel(LabelMap map, IntUnaryOperator newLabel) {
    int[] labels = new int[map.labels().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = map.labels()[i] == 0 ? 0 : newLabel.applyAsInt(map.labels()[i]);
    }
    return new LabelMap(map.width(), map.height(), labels);
  }

  /** A table for a map, areas counted, no crowds. */
  public static PanopticLabels labelled(LabelMap map, IntUnaryOperator category) {
    List<PanopticSegment> segments = new ArrayList<>();
    for (Map.Entry<Integer, Long> count :
        new TreeMap<>(LabelCounts.of(map.labels()).asMap()).entrySet()) {
      int id = count.getKey();
      if (id != 0) {
        segments.add(new PanopticSegment(id, category.applyAsInt(id), count.getValue(), false));
      }
    }
    return new PanopticLabels(map, segments);
  }
}
