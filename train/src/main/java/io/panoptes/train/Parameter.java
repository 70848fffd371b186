package io.panoptes.train;

import java.util.Arrays;

/** Numbers that a network has learnt, row-major. The array is not copied. */
public final class Parameter {

  private final int[] shape;
  private final float[] values;

  public Parameter(int[] shape, float[] values) {
    int size = 1;
    for (int side : shape) {
      size = Math.multiplyExact(size, side);
    }
    if (values.length != size) {
      throw new IllegalArgumentException(
          "parameter of shape %s has %d values; %d are needed"
              .formatted(Arrays.toString(shape), values.length, size));
    }
    this.shape = shape.clone();
    this.values = values;
  }

  public int[] shape() {
    return shape.clone();
  }

  public float[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Parameter" + Arrays.toString(shape);
  }
}
