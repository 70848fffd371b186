package io.panoptes.train.tensorflow;

import org.tensorflow.ndarray.Shape;

/** Between our shapes and TensorFlow's. */
final class Tensors {

  private Tensors() {}

  static Shape shape(int[] sides) {
    long[] dimensions = new long[sides.length];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = sides[i];
    }
    return Shape.of(dimensions);
  }
}
