package io.panoptes.eval.instance;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;

/**
 * One detected object.
 *
 * @param categoryId what it is
 * @param box where it is
 * @param mask its pixels; null when only boxes are evaluated
 * @param area in pixels, which decides whether an unmatched one counts as small, medium or large
 * @param score confidence; only the order matters
 */
public record InstanceDetection(int categoryId, Box box, Rle mask, double area, double score) {

  public InstanceDetection {
    if (box == null) {
      throw new NullPointerException("box is null");
    }
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score is not a number");
    }
  }
}
