package io.panoptes.train.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a network is made of; decides where its numbers come from. */
interface Layers {

  /**
   * A convolution with what follows it.
   *
   * @param name of its parameters
   * @param depthwise whether each channel is filtered by itself; then {@code out} equals {@code in}
   * @param normalised whether batch normalisation follows; else a bias
   * @param activated whether a ReLU6 follows
   */
  record Convolution(
      String name,
      int in,
      int out,
      int kernel,
      int stride,
      boolean depthwise,
      boolean normalised,
      boolean activated) {

    static Convolution point(String name, int in, int out, boolean activated) {
      return new Convolution(name, in, out, 1, 1, false, true, activated);
    }

    static Convolution depthwise(String name, int channels, int kernel, int stride) {
      return new Convolution(name, channels, channels, kernel, stride, true, true, true);
    }

    static Convolution full(String name, int in, int out, int kernel, int stride) {
      return new Convolution(name, in, out, kernel, stride, false, true, true);
    }

    static Convolution head(String name, int in, int out) {
      return new Convolution(name, in, out, 1, 1, false, false, false);
    }

    /** Of the kernel: rows, columns, in, out; for a depthwise one out is 1 a channel. */
    int[] kernelShape() {
      return new int[] {kernel, kernel, in, depthwise ? 1 : out};
    }

    int fanIn() {
      return kernel * kernel * (depthwise ? 1 : in);
    }
  }

  Operand<TFloat32> apply(Convolution convolution, Operand<TFloat32> input);
}
