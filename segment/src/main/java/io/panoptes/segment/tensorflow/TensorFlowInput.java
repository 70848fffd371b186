package io.panoptes.segment.tensorflow;

import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.TensorType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A tensor in TensorFlow's memory for one input, written again for each run: fresh pages for every
 * picture would cost more than the copy. A graph does not write to what it is fed, because this
 * holds a reference to it.
 */
final class TensorFlowInput implements AutoCloseable {

  /** Numbers that are copied at once by way of the heap, few enough for the processor's cache. */
  private static final int CHUNK = 8192;

  private final String name;
  private final TensorType type;
  private Tensor memory;
  private int[] shape = new int[0];

  TensorFlowInput(String name, TensorType type) {
    this.name = name;
    this.type = type;
  }

  /** The numbers in TensorFlow's memory, valid until the next call. */
  Tensor tensor(ModelTensor tensor) {
    boolean rewrite = memory != null && Arrays.equals(shape, tensor.shape()) && tensor.size() > 0;
    if (!rewrite) {
      close();
      shape = tensor.shape();
      memory = Tensors.toNative(name, type, tensor);
    } else if (type == TensorType.FLOAT) {
      write(tensor, ((TFloat32) memory).asRawTensor().data().asFloats());
    } else if (type == TensorType.UINT8 && tensor.isDirect()) {
      write(tensor.direct(), ((TUint8) memory).asRawTensor().data());
    } else {
      close();
      memory = Tensors.toNative(name, type, tensor);
    }
    return memory;
  }

  private static void write(ModelTensor tensor, FloatDataBuffer to) {
    if (!tensor.isDirect() || tensor.type() != TensorType.FLOAT) {
      to.write(tensor.floats());
      return;
    }
    FloatBuffer from = tensor.direct().asFloatBuffer();
    float[] chunk = new float[Math.min(CHUNK, from.remaining())];
    for (int at = 0, count = chunk.length; count > 0; count = Math.min(CHUNK, from.remaining())) {
      from.get(chunk, 0, count);
      to.slice(at, count).write(chunk, 0, count);
      at += count;
    }
  }

  private static void write(ByteBuffer from, ByteDataBuffer to) {
    byte[] chunk = new byte[Math.min(CHUNK, from.remaining())];
    for (int at = 0, count = chunk.length; count > 0; count = Math.min(CHUNK, from.remaining())) {
      from.get(chunk, 0, count);
      to.slice(at, count).write(chunk, 0, count);
      at += count;
    }
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
