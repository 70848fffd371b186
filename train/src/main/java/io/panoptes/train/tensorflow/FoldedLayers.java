package io.panoptes.train.tensorflow;

import io.panoptes.train.Parameter;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layers of constants, with batch normalisation folded into kernels and biases. */
final class FoldedLayers implements Layers {

  private final Ops tf;
  private final Map<String, Parameter> parameters;

  FoldedLayers(Ops tf, Map<String, Parameter> parameters) {
    this.tf = tf;
    this.parameters = parameters;
  }

  @Override
  public Operand<TFloat32> apply(Convolution convolution, Operand<TFloat32> input) {
    String name = convolution.name();
    float[] kernel = get(name + "/kernel", convolution.kernelShape()).values().clone();
    float[] bias;
    if (convolution.normalised()) {
      bias = fold(convolution, kernel);
    } else {
      bias = get(name + "/bias", new int[] {convolution.out()}).values();
    }
    List<Long> strides = List.of(1L, (long) convolution.stride(), (long) convolution.stride(), 1L);
    Operand<TFloat32> weights = constant(convolution.kernelShape(), kernel);
    Operand<TFloat32> x =
        convolution.depthwise()
            ? tf.nn.depthwiseConv2dNative(input, weights, strides, "SAME")
            : tf.nn.conv2d(input, weights, strides, "SAME");
    x = tf.nn.biasAdd(x, constant(new int[] {bias.length}, bias));
    return convolution.activated() ? tf.nn.relu6(x) : x;
  }

  private float[] fold(Convolution convolution, float[] kernel) {
    String name = convolution.name();
    int channels = convolution.out();
    int[] shape = {channels};
    float[] scale = get(name + "/scale", shape).values();
    float[] shift = get(name + "/shift", shape).values();
    float[] mean = get(name + "/mean", shape).values();
    float[] variance = get(name + "/variance", shape).values();
    float[] bias = new float[channels];
    float[] factor = new float[channels];
    for (int i = 0; i < channels; i++) {
      factor[i] = (float) (scale[i] / Math.sqrt(variance[i] + TrainableLayers.EPSILON));
      bias[i] = shift[i] - mean[i] * factor[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] *= factor[i % channels];
    }
    return bias;
  }

  private Parameter get(String name, int[] shape) {
    Parameter parameter = parameters.get(name);
    if (parameter == null || !java.util.Arrays.equals(parameter.shape(), shape)) {
      throw new IllegalArgumentException(
          "weights have %s where the architecture has %s of shape %s; use the architecture that"
                  .formatted(parameter, name, java.util.Arrays.toString(shape))
              + " they were trained with");
    }
    return parameter;
  }

  private Operand<TFloat32> constant(int[] shape, float[] values) {
    return tf.constant(Tensors.shape(shape), DataBuffers.of(values, true, false));
  }
}
