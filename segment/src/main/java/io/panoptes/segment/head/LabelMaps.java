package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.Placement;
import io.panoptes.segment.motion.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns a model's labels into segments: stuff by label, things by connected components. */
final class LabelMaps {

  private LabelMaps() {}

  /**
   * The label with the largest score of each pixel, the lower one on ties.
   *
   * @param scores of one picture
   * @param planar whether all scores of a label lie together, instead of all labels of a pixel
   */
  static int[] largest(float[] scores, int labels, int pixels, boolean planar) {
    int[] best = new int[pixels];
    for (int i = 0; i < pixels; i++) {
      float most = Float.NEGATIVE_INFINITY;
      for (int label = 0; label < labels; label++) {
        float score = planar ? scores[label * pixels + i] : scores[i * labels + label];
        if (score > most) {
          most = score;
          best[i] = label;
        }
      }
    }
    return best;
  }

  /**
   * Segments of a frame.
   *
   * @param labels row-major, of the whole input at the output's size
   * @param placement of the frame in the input; each of its pixels takes the nearest label
   * @throws SegmenterException when a label has no category
   */
  static Segmentation toSegmentation(
      int[] labels,
      int labelWidth,
      int labelHeight,
      Placement placement,
      Map<Integer, Category> categories,
      double minArea) {
    int width = placement.frameWidth();
    int height = placement.frameHeight();
    int[] columns = new int[width];
    for (int x = 0; x < width; x++) {
      double at = placement.left() + (x + 0.5) * placement.partWidth() / width;
      columns[x] = (int) (at * labelWidth / placement.width());
    }
    int[] full = new int[width * height];
    Map<Integer, Category> present = new TreeMap<>();
    for (int y = 0, i = 0; y < height; y++) {
      double at = placement.top() + (y + 0.5) * placement.partHeight() / height;
      int row = (int) (at * labelHeight / placement.height()) * labelWidth;
      for (int x = 0; x < width; x++, i++) {
        int label = labels[row + columns[x]];
        full[i] = label;
        if (!present.containsKey(label)) {
          present.put(label, known(categories, label));
        }
      }
    }
    char[] ids = new char[full.length];
    List<Category> segments = new ArrayList<>();
    int smallest = Math.max(1, (int) Math.round(minArea * width * height));
    Components components = new Components(width, height);
    byte[] mask = new byte[full.length];
    for (Map.Entry<Integer, Category> entry : present.entrySet()) {
      for (int i = 0; i < full.length; i++) {
        mask[i] = (byte) (full[i] == entry.getKey() ? 1 : 0);
      }
      if (entry.getValue().isThing()) {
        addThings(components, mask, smallest, entry.getValue(), segments, ids);
      } else {
        segments.add(entry.getValue());
        for (int i = 0; i < ids.length; i++) {
          if (mask[i] != 0) {
            ids[i] = (char) segments.size();
          }
        }
      }
    }
    return Segmentation.of(new SegmentMap(width, height, ids), id -> segments.get(id - 1), id -> 1);
  }

  private static Category known(Map<Integer, Category> categories, int label) {
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
      if (components.area(component) >= smallest && segments.size() < SegmentMap.MAX_ID) {
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
}
