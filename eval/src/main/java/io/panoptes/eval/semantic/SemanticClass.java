package io.panoptes.eval.semantic;

/**
 * A label that pixels may carry.
 *
 * @param label its number in the pictures, at least 0
 * @param name for people
 * @param evaluated whether it has a score; else it is only known, as Cityscapes' ignored labels are
 */
public record SemanticClass(int label, String name, boolean evaluated) {

  public SemanticClass {
    if (label < 0) {
      throw new IllegalArgumentException("label " + label + " must be at least 0");
    }
    if (name == null) {
      throw new NullPointerException("name is null");
    }
  }
}
