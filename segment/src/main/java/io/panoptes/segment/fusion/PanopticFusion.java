package io.panoptes.segment.fusion;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Paints instances in the order of their scores, then stuff where nothing is yet (Kirillov et al.,
 * 2019). What is left is void.
 */
public final class PanopticFusion {

  private final FusionSettings settings;

  public PanopticFusion(FusionSettings settings) {
    this.settings = settings;
  }

  /** One picture's result: instances alone, void elsewhere. */
  public Segmentation fuse(List<InstanceMask> instances, int width, int height) {
    Canvas canvas = new Canvas(width, height);
    paint(instances, Optional.empty(), canvas);
    return canvas.result();
  }

  /**
   * One picture's result.
   *
   * @param instances of one score in their own order
   * @param semantic of the frame; its stuff fills what instances leave
   */
  public Segmentation fuse(List<InstanceMask> instances, Segmentation semantic) {
    Canvas canvas = new Canvas(semantic.map().width(), semantic.map().height());
    paint(instances, Optional.of(semantic), canvas);
    if (settings.looseThings() == FusionSettings.LooseThings.KEEP) {
      for (InstanceMask thing : InstanceMasks.things(semantic)) {
        canvas.paint(thing, settings.overlap());
      }
    }
    paintStuff(semantic, canvas);
    return canvas.result();
  }

  private void paint(List<InstanceMask> instances, Optional<Segmentation> semantic, Canvas canvas) {
    List<InstanceMask> ordered = new ArrayList<>(instances);
    ordered.sort(Comparator.comparingDouble(InstanceMask::score).reversed());
    for (InstanceMask instance : ordered) {
      if (instance.score() >= settings.score()) {
        canvas.paint(
            semantic.isPresent() && settings.masks() == FusionSettings.Masks.SEMANTIC
                ? InstanceMasks.within(instance, semantic.get())
                : instance,
            settings.overlap());
      }
    }
  }

  private void paintStuff(Segmentation semantic, Canvas canvas) {
    char[] from = semantic.map().ids();
    int highest = 0;
    for (Segment segment : semantic.segments()) {
      highest = Math.max(highest, segment.id());
    }
    int[] left = new int[highest + 1];
    for (int i = 0; i < from.length; i++) {
      left[from[i]] += canvas.ids[i] == 0 ? 1 : 0;
    }
    char[] number = new char[highest + 1];
    for (Segment segment : semantic.segments()) {
      int pixels = left[segment.id()];
      if (!segment.category().isThing() && pixels > 0 && pixels >= settings.stuffArea()) {
        number[segment.id()] = canvas.add(segment.category(), segment.score());
      }
    }
    for (int i = 0; i < from.length; i++) {
      if (canvas.ids[i] == 0) {
        canvas.ids[i] = number[from[i]];
      }
    }
  }

  /** A map that is painted, and what its numbers mean. */
  private static final class Canvas {

    private final int width;
    private final int height;
    private final char[] ids;
    private final List<Category> categories = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    private Canvas(int width, int height) {
      this.width = width;
      this.height = height;
      this.ids = new char[width * height];
    }

    /** The number of a new segment, 0 when there are too many. */
    private char add(Category category, double score) {
      if (categories.size() == SegmentMap.MAX_ID) {
        return 0;
      }
      categories.add(category);
      scores.add(score);
      return (char) categories.size();
    }

    /** Paints where nothing is yet, unless more than the allowed share is painted already. */
    private void paint(InstanceMask mask, double overlap) {
      byte[] inside = mask.inside();
      int area = 0;
      int painted = 0;
      for (int y = 0, i = 0; y < mask.height(); y++) {
        int at = (mask.top() + y) * width + mask.left();
        for (int x = 0; x < mask.width(); x++, i++, at++) {
          if (inside[i] != 0) {
            area++;
            painted += ids[at] != 0 ? 1 : 0;
          }
        }
      }
      if (area == painted || (double) painted / area > overlap) {
        return;
      }
      char number = add(mask.category(), mask.score());
      for (int y = 0, i = 0; y < mask.height(); y++) {
        int at = (mask.top() + y) * width + mask.left();
        for (int x = 0; x < mask.width(); x++, i++, at++) {
          if (inside[i] != 0 && ids[at] == 0) {
            ids[at] = number;
          }
        }
      }
    }

    private Segmentation result() {
      return Segmentation.of(
          new SegmentMap(width, height, ids),
          id -> categories.get(id - 1),
          id -> scores.get(id - 1));
    }
  }
}
