package io.panoptes.segment.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory outside the heap for one input, used again and again. */
final class OnnxInput {

  private final String name;
  private final TensorType type;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  OnnxInput(String name, TensorType type) {
    this.name = name;
    this.type = type;
  }

  /**
   * A tensor over the numbers where they lie, or over a copy in this memory; the caller closes it
   * before the next one is made.
   *
   * @throws SegmenterException when the model takes a type that numbers cannot be made into
   */
  OnnxTensor tensor(OrtEnvironment environment, ModelTensor tensor) throws OrtException {
    long[] shape = OnnxTensors.shape(tensor.shape());
    boolean inPlace = tensor.isDirect() && tensor.type() == type;
    ByteBuffer bytes = inPlace ? tensor.direct() : filled(tensor);
    switch (type) {
      case FLOAT:
        return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
      case DOUBLE:
        return OnnxTensor.createTensor(environment, bytes.asDoubleBuffer(), shape);
      case INT32:
        return OnnxTensor.createTensor(environment, bytes.asIntBuffer(), shape);
      case INT64:
        return OnnxTensor.createTensor(environment, bytes.asLongBuffer(), shape);
      case UINT8:
        return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
      case INT8:
        return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.INT8);
      case BOOL:
        return OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.BOOL);
      default:
        throw refused();
    }
  }

  private SegmenterException refused() {
    return new SegmenterException(
        "input '%s' takes %s; FLOAT, DOUBLE, UINT8, INT8, INT32, INT64 and BOOL can be fed"
            .formatted(name, type));
  }

  private ByteBuffer filled(ModelTensor tensor) {
    int size = tensor.size();
    int needed = Math.multiplyExact(size, bytesEach());
    if (memory.capacity() < needed) {
      memory = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
    }
    memory.clear().limit(needed);
    switch (type) {
      case FLOAT -> memory.asFloatBuffer().put(tensor.floats());
      case INT32 -> memory.asIntBuffer().put(tensor.ints());
      case DOUBLE -> {
        float[] values = tensor.floats();
        for (int i = 0; i < size; i++) {
          memory.putDouble(8 * i, values[i]);
        }
      }
      case INT64 -> {
        int[] values = tensor.ints();
        for (int i = 0; i < size; i++) {
          memory.putLong(8 * i, values[i]);
        }
      }
      default -> {
        int[] values = tensor.ints();
        for (int i = 0; i < size; i++) {
          memory.put(i, narrowed(values[i]));
        }
      }
    }
    return memory.slice(0, needed).order(ByteOrder.nativeOrder());
  }

  private byte narrowed(int value) {
    return switch (type) {
      case UINT8 -> (byte) Math.max(0, Math.min(255, value));
      case INT8 -> (byte) Math.max(-128, Math.min(127, value));
      default -> (byte) (value == 0 ? 0 : 1);
    };
  }

  private int bytesEach() {
    return switch (type) {
      case FLOAT, INT32 -> 4;
      case DOUBLE, INT64 -> 8;
      case UINT8, INT8, BOOL -> 1;
      case OTHER -> throw refused();
    };
  }
}
