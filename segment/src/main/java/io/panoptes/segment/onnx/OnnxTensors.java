package io.panoptes.segment.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;

/** Copies what ONNX Runtime gives onto the heap. */
final class OnnxTensors {

  private OnnxTensors() {}

  static TensorType type(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> TensorType.FLOAT;
      case DOUBLE -> TensorType.DOUBLE;
      case UINT8 -> TensorType.UINT8;
      case INT8 -> TensorType.INT8;
      case INT32 -> TensorType.INT32;
      case INT64 -> TensorType.INT64;
      case BOOL -> TensorType.BOOL;
      default -> TensorType.OTHER;
    };
  }

  static long[] shape(int[] dimensions) {
    long[] sizes = new long[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dimensions[i];
    }
    return sizes;
  }

  /**
   * A copy on the heap.
   *
   * @throws SegmenterException when it is of a type that has no numbers
   */
  static ModelTensor toHeap(String name, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor) || type(tensor.getInfo().type) == TensorType.OTHER) {
      throw new SegmenterException(
          "output '%s' is %s; FLOAT, DOUBLE, UINT8, INT8, INT32, INT64 and BOOL can be read"
              .formatted(name, value.getInfo()));
    }
    long[] sizes = tensor.getInfo().getShape();
    int[] shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(sizes[i]);
    }
    TensorType type = type(tensor.getInfo().type);
    int size = ModelTensor.sizeOf(shape);
    return type.isReal()
        ? ModelTensor.ofFloats(shape, size == 0 ? new float[0] : reals(type, tensor, size))
        : ModelTensor.ofInts(type, shape, size == 0 ? new int[0] : whole(type, tensor, size));
  }

  private static float[] reals(TensorType type, OnnxTensor tensor, int size) {
    if (type == TensorType.FLOAT) {
      // A copy on the heap already, of just the right length.
      return tensor.getFloatBuffer().array();
    }
    DoubleBuffer doubles = tensor.getDoubleBuffer();
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) doubles.get(i);
    }
    return values;
  }

  private static int[] whole(TensorType type, OnnxTensor tensor, int size) {
    if (type == TensorType.INT32) {
      return tensor.getIntBuffer().array();
    }
    int[] values = new int[size];
    if (type == TensorType.INT64) {
      LongBuffer longs = tensor.getLongBuffer();
      for (int i = 0; i < size; i++) {
        values[i] = Math.toIntExact(longs.get(i));
      }
      return values;
    }
    ByteBuffer bytes = tensor.getByteBuffer();
    for (int i = 0; i < size; i++) {
      values[i] = type == TensorType.INT8 ? bytes.get(i) : bytes.get(i) & 0xFF;
    }
    return values;
  }
}
