package io.panoptes.segment.model;

import java.util.Arrays;

/**
 * Numbers that a model takes or gives, row-major, on the heap. Whole numbers of any width are ints,
 * real ones floats. Nobody changes a tensor once a runtime has given or taken it.
 */
public final class ModelTensor {

  private final TensorType type;
  private final int[] shape;
  private final float[] floats;
  private final int[] ints;

  private ModelTensor(TensorType type, int[] shape, float[] floats, int[] ints) {
    this.type = type;
    this.shape = shape.clone();
    this.floats = floats;
    this.ints = ints;
  }

  /**
   * Real numbers.
   *
   * @param values kept, not copied
   */
  public static ModelTensor ofFloats(int[] shape, float[] values) {
    requireSize(shape, values.length);
    return new ModelTensor(TensorType.FLOAT, shape, values, null);
  }

  /**
   * Whole numbers; a runtime narrows or widens them to what the model's own type is.
   *
   * @param values kept, not copied
   */
  public static ModelTensor ofInts(TensorType type, int[] shape, int[] values) {
    if (type.isReal() || type == TensorType.OTHER) {
      throw new IllegalArgumentException(type + " has no whole numbers");
    }
    requireSize(shape, values.length);
    return new ModelTensor(type, shape, null, values);
  }

  /**
   * How many numbers a shape has.
   *
   * @throws IllegalArgumentException when a dimension is negative or the numbers are too many
   */
  public static int sizeOf(int[] shape) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " has a negative dimension");
      }
      size *= dimension;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " has more than 2^31 - 1 numbers");
      }
    }
    return (int) size;
  }

  private static void requireSize(int[] shape, int values) {
    if (sizeOf(shape) != values) {
      throw new IllegalArgumentException(
          "shape %s needs %d numbers, got %d"
              .formatted(Arrays.toString(shape), sizeOf(shape), values));
    }
  }

  public TensorType type() {
    return type;
  }

  /** A copy. */
  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  /**
   * The size along one dimension.
   *
   * @param index negative ones count from the end: -1 is the last
   */
  public int dimension(int index) {
    return shape[index < 0 ? shape.length + index : index];
  }

  public int size() {
    return floats == null ? ints.length : floats.length;
  }

  /** The numbers themselves when they are real, else a converted copy. */
  public float[] floats() {
    if (floats != null) {
      return floats;
    }
    float[] converted = new float[ints.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = ints[i];
    }
    return converted;
  }

  /** The numbers themselves when they are whole, else a copy rounded to the nearest. */
  public int[] ints() {
    if (ints != null) {
      return ints;
    }
    int[] converted = new int[floats.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = Math.round(floats[i]);
    }
    return converted;
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
