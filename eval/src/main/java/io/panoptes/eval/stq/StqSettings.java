package io.panoptes.eval.stq;

import java.util.Set;

/**
 * What the labels mean.
 *
 * @param classes classes are 0 to {@code classes − 1}
 * @param things the countable ones, whose instances are tracked
 * @param ignored class of ground truth that is not evaluated
 */
public record StqSettings(int classes, Set<Integer> things, int ignored) {

  public StqSettings {
    things = Set.copyOf(things);
    if (classes < 1) {
      throw new IllegalArgumentException("classes " + classes + " must be at least 1");
    }
    for (int thing : things) {
      if (thing < 0 || thing >= classes) {
        throw new IllegalArgumentException(
            "thing class " + thing + " must be 0 to " + (classes - 1));
      }
    }
    if (ignored < 0) {
      throw new IllegalArgumentException("ignored class " + ignored + " must be at least 0");
    }
  }

  /** KITTI-STEP: Cityscapes' 19 train ids, persons and cars tracked, 255 ignored. */
  public static StqSettings kittiStep() {
    return new StqSettings(19, Set.of(11, 13), 255);
  }
}
