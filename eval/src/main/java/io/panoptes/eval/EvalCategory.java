package io.panoptes.eval;

/**
 * A class of a data set. Unlike the pipeline's own categories it may have the id 0, as Cityscapes'
 * train ids do, and it needs no colour.
 *
 * @param id as the data set numbers it, at least 0
 * @param name for people
 * @param thing countable, or else stuff
 */
public record EvalCategory(int id, String name, boolean thing) {

  public EvalCategory {
    if (id < 0) {
      throw new IllegalArgumentException("category id " + id + " must be at least 0");
    }
    if (name == null) {
      throw new NullPointerException("name is null");
    }
  }
}
