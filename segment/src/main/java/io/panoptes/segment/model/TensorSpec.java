package io.panoptes.segment.model;

import java.util.List;

/**
 * An input or output that a model declares.
 *
 * @param name what {@link ModelRuntime#run} knows it by
 * @param shape -1 where any size goes; empty for a single number, and when nothing is known
 * @param ranked whether the number of dimensions is known
 */
public record TensorSpec(String name, TensorType type, List<Integer> shape, boolean ranked) {

  public TensorSpec {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name is empty");
    }
    if (type == null) {
      throw new NullPointerException("type is null");
    }
    shape = List.copyOf(shape);
    if (!ranked && !shape.isEmpty()) {
      throw new IllegalArgumentException("shape " + shape + " is given for a tensor without rank");
    }
  }

  /** A tensor whose number of dimensions is known. */
  public static TensorSpec of(String name, TensorType type, List<Integer> shape) {
    return new TensorSpec(name, type, shape, true);
  }

  /** A tensor of which only the type is known. */
  public static TensorSpec unranked(String name, TensorType type) {
    return new TensorSpec(name, type, List.of(), false);
  }

  /**
   * The declared size along one dimension, -1 where any goes or the rank is unknown.
   *
   * @param index from 0; must lie below the rank when it is known
   */
  public int dimension(int index) {
    return ranked ? shape.get(index) : -1;
  }

  /** Whether a tensor of this shape may be fed or come out. */
  public boolean accepts(int... actual) {
    if (!ranked) {
      return true;
    }
    if (actual.length != shape.size()) {
      return false;
    }
    for (int i = 0; i < actual.length; i++) {
      if (shape.get(i) != -1 && shape.get(i) != actual[i]) {
        return false;
      }
    }
    return true;
  }

  /** The shape for messages: {@code [-1, 4]}, or {@code any shape}. */
  public String shapeText() {
    return ranked ? shape.toString() : "any shape";
  }
}
