package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import java.util.Optional;

/**
 * One thing that a detector saw in a frame.
 *
 * @param box where, not empty
 * @param score confidence, usually 0 to 1
 * @param category a number that is equal for equal categories
 * @param appearance what it looks like, when somebody looked
 */
public record Detection(Box box, double score, int category, Optional<Appearance> appearance) {

  public Detection {
    if (box == null) {
      throw new NullPointerException("box is null");
    }
    if (appearance == null) {
      throw new NullPointerException("appearance is null");
    }
    if (!(box.area() > 0)) {
      throw new IllegalArgumentException(box + " is empty; leave such a detection out");
    }
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score of the detection at " + box + " is not a number");
    }
  }

  /** One that nobody has looked at. */
  public Detection(Box box, double score, int category) {
    this(box, score, category, Optional.empty());
  }
}
