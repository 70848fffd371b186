package io.panoptes.eval.dataset.mots;

import io.panoptes.core.mask.Rle;

/**
 * One object of a MOTS frame.
 *
 * @param id identity over all classes, unique in its frame; class times 1000 plus a number by
 *     custom
 * @param category 1 car, 2 pedestrian, 10 ignored
 * @param mask its pixels
 */
public record MotsObject(int id, int category, Rle mask) {

  /** Class of regions that are not evaluated. */
  public static final int IGNORED_CLASS = 10;

  /** Id of those regions in pictures. */
  public static final int IGNORED_ID = 10_000;

  public MotsObject {
    if (mask == null) {
      throw new NullPointerException("mask is null");
    }
  }
}
