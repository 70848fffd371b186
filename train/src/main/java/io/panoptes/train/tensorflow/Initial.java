package io.panoptes.train.tensorflow;

import io.panoptes.train.Parameter;
import io.panoptes.train.tensorflow.Layers.Convolution;
import java.util.Arrays;
import java.util.Random;

/** Numbers that a network begins with: kernels after He et al. (2015), the rest neutral. */
final class Initial {

  private static final float CENTRE_HEAT = 0.02f;

  private Initial() {}

  /** A kernel, a function of the seed and the convolution's name. */
  static Parameter kernel(Convolution convolution, long seed) {
    int[] shape = convolution.kernelShape();
    float[] values = new float[Arrays.stream(shape).reduce(1, (one, other) -> one * other)];
    Random random = new Random(31 * seed + convolution.name().hashCode());
    double gain = convolution.activated() ? 2 : 1;
    double spread = convolution.normalised() ? Math.sqrt(gain / convolution.fanIn()) : 0.01;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return new Parameter(shape, values);
  }

  static Parameter bias(Convolution convolution) {
    float[] values = new float[convolution.out()];
    if (convolution.name().equals("centre/out")) {
      Arrays.fill(values, CENTRE_HEAT);
    }
    return new Parameter(new int[] {values.length}, values);
  }

  static Parameter filled(int channels, float value) {
    float[] values = new float[channels];
    Arrays.fill(values, value);
    return new Parameter(new int[] {channels}, values);
  }
}
