package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;

/**
 * One thing that a detector saw in a frame.
 *
 * @param box where, not empty
 * @param score confidence, usually 0 to 1
 * @param category a number that is equal for equal categories
 */
public record Detection(Box box, double score, int category) {

  public Detection {
    if (box == null) {
      throw new NullPointerException("box is null");
    }
    if (!(box.area() > 0)) {
      throw new IllegalArgumentException(box + " is empty; leave such a detection out");
    }
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score of the detection at " + box + " is not a number");
    }
  }
}
