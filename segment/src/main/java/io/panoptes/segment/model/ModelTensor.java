package io.panoptes.segment.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers that a model takes or gives, row-major. Whole numbers of any width are ints, real ones
 * floats, both on the heap; pictures that are prepared for a model may lie outside it, where
 * runtimes read them in place. Nobody changes a tensor that a runtime has given; of one that it
 * takes, the memory is borrowed until the run returns.
 */
public final class ModelTensor {

  private final TensorType type;
  private final int[] shape;
  private final float[] floats;
  private final int[] ints;
  private final ByteBuffer direct;

  private ModelTensor(TensorType type, int[] shape, float[] floats, int[] ints, ByteBuffer direct) {
    this.type = type;
    this.shape = shape.clone();
    this.floats = floats;
    this.ints = ints;
    this.direct = direct;
  }

  /**
   * Real numbers.
   *
   * @param values kept, not copied
   */
  public static ModelTensor ofFloats(int[] shape, float[] values) {
    requireSize(shape, values.length);
    return new ModelTensor(TensorType.FLOAT, shape, values, null, null);
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
    return new ModelTensor(type, shape, null, values, null);
  }

  /**
   * Numbers outside the heap: 4 bytes each for {@link TensorType#FLOAT}, 1 for {@link
   * TensorType#UINT8}.
   *
   * @param bytes a direct buffer in native order whose beginning has the numbers; kept, not copied
   */
  public static ModelTensor ofDirect(TensorType type, int[] shape, ByteBuffer bytes) {
    if (type != TensorType.FLOAT && type != TensorType.UINT8) {
      throw new IllegalArgumentException(
          type + " cannot lie outside the heap; FLOAT and UINT8 can");
    }
    int needed = Math.multiplyExact(sizeOf(shape), type == TensorType.FLOAT ? Float.BYTES : 1);
    if (!bytes.isDirect() || bytes.order() != ByteOrder.nativeOrder()) {
      throw new IllegalArgumentException("the buffer must be direct and of native order");
    }
    if (bytes.capacity() < needed) {
      throw new IllegalArgumentException(
          "shape %s of %s needs %d bytes, got %d"
              .formatted(Arrays.toString(shape), type, needed, bytes.capacity()));
    }
    ByteBuffer own = bytes.slice(0, needed).order(ByteOrder.nativeOrder());
    return new ModelTensor(type, shape, null, null, own);
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
    return sizeOf(shape);
  }

  /** Whether the numbers lie outside the heap. */
  public boolean isDirect() {
    return direct != null;
  }

  /**
   * The memory of a tensor outside the heap, from position 0; a view of its own.
   *
   * @throws IllegalStateException when the numbers lie on the heap
   */
  public ByteBuffer direct() {
    if (direct == null) {
      throw new IllegalStateException(this + " lies on the heap");
    }
    return direct.duplicate().order(ByteOrder.nativeOrder());
  }

  /** The numbers themselves when they are real and on the heap, else a converted copy. */
  public float[] floats() {
    if (floats != null) {
      return floats;
    }
    float[] converted = new float[size()];
    if (direct != null && type == TensorType.FLOAT) {
      direct().asFloatBuffer().get(converted);
      return converted;
    }
    for (int i = 0; i < converted.length; i++) {
      converted[i] = direct == null ? ints[i] : direct.get(i) & 0xFF;
    }
    return converted;
  }

  /**
   * The numbers themselves when they are whole and on the heap, else a copy, rounded to the
   * nearest.
   */
  public int[] ints() {
    if (ints != null) {
      return ints;
    }
    float[] reals = floats();
    int[] converted = new int[reals.length];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = Math.round(reals[i]);
    }
    return converted;
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
