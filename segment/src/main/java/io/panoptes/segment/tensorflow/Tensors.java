package io.panoptes.segment.tensorflow;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.TensorType;
import java.nio.ByteBuffer;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Copies numbers into TensorFlow's memory and back. */
final class Tensors {

  private Tensors() {}

  static TensorType type(DataType type) {
    return switch (type) {
      case DT_FLOAT -> TensorType.FLOAT;
      case DT_DOUBLE -> TensorType.DOUBLE;
      case DT_UINT8 -> TensorType.UINT8;
      case DT_INT32 -> TensorType.INT32;
      case DT_INT64 -> TensorType.INT64;
      case DT_BOOL -> TensorType.BOOL;
      default -> TensorType.OTHER;
    };
  }

  /**
   * A tensor of the model's own type; the caller closes it.
   *
   * @throws SegmenterException when the model takes a type that numbers cannot be made into
   */
  static Tensor toNative(String name, TensorType wanted, ModelTensor tensor) {
    Shape shape = shape(tensor.shape());
    switch (wanted) {
      case FLOAT:
        return tensor.isDirect() && tensor.type() == TensorType.FLOAT
            ? TFloat32.tensorOf(shape, DataBuffers.of(tensor.direct().asFloatBuffer()))
            : TFloat32.tensorOf(shape, DataBuffers.of(tensor.floats(), true, false));
      case DOUBLE:
        return TFloat64.tensorOf(shape, DataBuffers.of(doubles(tensor.floats())));
      case UINT8:
        return TUint8.tensorOf(shape, DataBuffers.of(bytes(tensor)));
      case INT32:
        return TInt32.tensorOf(shape, DataBuffers.of(tensor.ints(), true, false));
      case INT64:
        return TInt64.tensorOf(shape, DataBuffers.of(longs(tensor.ints())));
      case BOOL:
        return TBool.tensorOf(shape, DataBuffers.of(booleans(tensor.ints())));
      default:
        throw new SegmenterException(
            "input '%s' takes %s; FLOAT, DOUBLE, UINT8, INT32, INT64 and BOOL can be fed"
                .formatted(name, wanted));
    }
  }

  /**
   * A copy on the heap.
   *
   * @throws SegmenterException when it is of a type that has no numbers
   */
  static ModelTensor toHeap(String name, Tensor tensor) {
    int[] shape = new int[tensor.shape().numDimensions()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(tensor.shape().get(i));
    }
    int size = ModelTensor.sizeOf(shape);
    TensorType type = type(tensor.dataType());
    if (type == TensorType.OTHER) {
      throw new SegmenterException(
          "output '%s' is %s; FLOAT, DOUBLE, UINT8, INT32, INT64 and BOOL can be read"
              .formatted(name, tensor.dataType()));
    }
    if (size == 0) {
      return type.isReal()
          ? ModelTensor.ofFloats(shape, new float[0])
          : ModelTensor.ofInts(type, shape, new int[0]);
    }
    ByteDataBuffer data = tensor.asRawTensor().data();
    return type.isReal()
        ? ModelTensor.ofFloats(shape, readReals(type, data, size))
        : ModelTensor.ofInts(type, shape, readWhole(type, data, size));
  }

  private static float[] readReals(TensorType type, ByteDataBuffer data, int size) {
    float[] floats = new float[size];
    if (type == TensorType.FLOAT) {
      data.asFloats().read(floats);
      return floats;
    }
    double[] values = new double[size];
    data.asDoubles().read(values);
    for (int i = 0; i < size; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static int[] readWhole(TensorType type, ByteDataBuffer data, int size) {
    int[] ints = new int[size];
    if (type == TensorType.INT32) {
      data.asInts().read(ints);
    } else if (type == TensorType.INT64) {
      long[] values = new long[size];
      data.asLongs().read(values);
      for (int i = 0; i < size; i++) {
        ints[i] = Math.toIntExact(values[i]);
      }
    } else {
      byte[] values = new byte[size];
      data.read(values);
      for (int i = 0; i < size; i++) {
        ints[i] = values[i] & 0xFF;
      }
    }
    return ints;
  }

  static Shape shape(int[] dimensions) {
    long[] sizes = new long[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dimensions[i];
    }
    return Shape.of(sizes);
  }

  private static ByteBuffer bytes(ModelTensor tensor) {
    if (tensor.isDirect() && tensor.type() == TensorType.UINT8) {
      return tensor.direct();
    }
    int[] values = tensor.ints();
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      bytes.put(i, (byte) Math.max(0, Math.min(255, values[i])));
    }
    return bytes;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static long[] longs(int[] values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      longs[i] = values[i];
    }
    return longs;
  }

  private static boolean[] booleans(int[] values) {
    boolean[] booleans = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      booleans[i] = values[i] != 0;
    }
    return booleans;
  }
}
