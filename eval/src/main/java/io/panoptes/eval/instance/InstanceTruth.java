package io.panoptes.eval.instance;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;

/**
 * One annotated object.
 *
 * @param id the annotation's id, unique in the set
 * @param categoryId what it is
 * @param box where it is
 * @param mask its pixels; null when only boxes are evaluated
 * @param area in pixels as the data set says, which decides small, medium and large
 * @param crowd a region of many objects: matching it is neither right nor wrong
 */
public record InstanceTruth(
    long id, int categoryId, Box box, Rle mask, double area, boolean crowd) {

  public InstanceTruth {
    if (box == null) {
      throw new NullPointerException("box is null");
    }
    if (!(area >= 0)) {
      throw new IllegalArgumentException("area " + area + " of annotation " + id + " is negative");
    }
  }
}
