package io.panoptes.eval.dataset.voc;

import io.panoptes.core.geometry.Box;

/**
 * An object of a Pascal VOC annotation.
 *
 * @param name class, one of {@link VocClasses#NAMES} in the original data
 * @param box in pixels from 0, half open; the file counts from 1 and includes the last pixel
 * @param difficult not evaluated in VOC's detection task
 * @param truncated whether it reaches outside the picture or is cut off
 */
public record VocObject(String name, Box box, boolean difficult, boolean truncated) {

  public VocObject {
    if (name == null) {
      throw new NullPointerException("name is null");
    }
    if (box == null) {
      throw new NullPointerException("box is null");
    }
  }
}
