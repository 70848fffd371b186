package io.panoptes.train.tensorflow;

import io.panoptes.train.Architecture;
import io.panoptes.train.data.Sample;
import io.panoptes.train.tensorflow.Layers.Convolution;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Puts a network of an {@link Architecture} into a graph. */
final class PanopticNetwork {

  /** Brings 0 to 255 to about −2 to 2. */
  private static final float MIDDLE = 116;

  private static final float SPREAD = 58;

  /** Cells by which the offsets' last layer counts, so that its numbers stay around 1. */
  private static final float OFFSET_UNIT = 8;

  /** At stride 4, where widening costs most. */
  private static final int FINEST_EXPANSION = 2;

  private final Ops tf;
  private final Layers layers;
  private final Architecture architecture;

  PanopticNetwork(Ops tf, Layers layers, Architecture architecture) {
    this.tf = tf;
    this.layers = layers;
    this.architecture = architecture;
  }

  /**
   * What a network says, each N × H/4 × W/4 × channels.
   *
   * @param semantic one score a label
   * @param centre heat of centres
   * @param offset rows and columns to the centre, in cells of {@link Sample#STRIDE} pixels
   */
  record Outputs(Operand<TFloat32> semantic, Operand<TFloat32> centre, Operand<TFloat32> offset) {}

  /**
   * @param image N × H × W × 3, 0 to 255, red first; both sides multiples of 32
   */
  Outputs build(Operand<TFloat32> image) {
    Operand<TFloat32> x = tf.math.div(tf.math.sub(image, tf.constant(MIDDLE)), tf.constant(SPREAD));
    x = layers.apply(Convolution.full("stem/2", 3, channels(0), 3, 2), x);
    x = layers.apply(Convolution.full("stem/4", channels(0), channels(1), 3, 2), x);
    Operand<TFloat32> quarter = blocks("s4", x, 1, 0, 3);
    Operand<TFloat32> eighth = blocks("s8", halve("s8", quarter, 1), 2, 1, 3);
    Operand<TFloat32> sixteenth = blocks("s16", halve("s16", eighth, 2), 3, 2, 5);
    Operand<TFloat32> coarsest = blocks("s32", halve("s32", sixteenth, 3), 4, 3, 5);
    coarsest = withWholePicture(coarsest);
    x = decode("d16", coarsest, channels(4), sixteenth, channels(3), decoder(0));
    x = decode("d8", x, decoder(0), eighth, channels(2), decoder(1));
    x = decode("d4", x, decoder(1), quarter, channels(1), decoder(2));
    return heads(x);
  }

  private int channels(int level) {
    return architecture.channels().get(level);
  }

  private int decoder(int level) {
    return architecture.decoder().get(level);
  }

  private Operand<TFloat32> halve(String name, Operand<TFloat32> x, int from) {
    return inverted(name + "/halve", x, channels(from), channels(from + 1), 3, 2);
  }

  private Operand<TFloat32> blocks(
      String name, Operand<TFloat32> x, int level, int blocks, int kernel) {
    int channels = channels(level);
    for (int i = 0; i < architecture.blocks().get(blocks); i++) {
      x = tf.math.add(x, inverted(name + "/" + i, x, channels, channels, kernel, 1));
    }
    return x;
  }

  private Operand<TFloat32> inverted(
      String name, Operand<TFloat32> x, int in, int out, int kernel, int stride) {
    int wide =
        in * (stride == 1 && name.startsWith("s4/") ? FINEST_EXPANSION : architecture.expansion());
    x = layers.apply(Convolution.point(name + "/widen", in, wide, true), x);
    x = layers.apply(Convolution.depthwise(name + "/filter", wide, kernel, stride), x);
    return layers.apply(Convolution.point(name + "/narrow", wide, out, false), x);
  }

  /** Adds what the whole picture is like to each place. */
  private Operand<TFloat32> withWholePicture(Operand<TFloat32> x) {
    int channels = channels(4);
    Operand<TFloat32> mean = tf.math.mean(x, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    return tf.math.add(x, layers.apply(Convolution.head("context", channels, channels), mean));
  }

  private Operand<TFloat32> decode(
      String name,
      Operand<TFloat32> coarse,
      int coarseChannels,
      Operand<TFloat32> skip,
      int skipChannels,
      int out) {
    Operand<TFloat32> narrow =
        layers.apply(Convolution.point(name + "/coarse", coarseChannels, out, false), coarse);
    Operand<TFloat32> fine =
        layers.apply(Convolution.point(name + "/skip", skipChannels, out, false), skip);
    Operand<TFloat32> sum = tf.nn.relu6(tf.math.add(enlarge(narrow, skip), fine));
    return separable(name + "/mix", sum, out, out, 5);
  }

  private Operand<TFloat32> separable(
      String name, Operand<TFloat32> x, int in, int out, int kernel) {
    x = layers.apply(Convolution.depthwise(name + "/filter", in, kernel, 1), x);
    return layers.apply(Convolution.point(name + "/point", in, out, true), x);
  }

  private Operand<TFloat32> enlarge(Operand<TFloat32> x, Operand<TFloat32> like) {
    Operand<TInt32> size = tf.stridedSlice(tf.shape(like), Indices.slice(1, 3));
    return tf.image.resizeBilinear(x, size, ResizeBilinear.halfPixelCenters(true));
  }

  private Outputs heads(Operand<TFloat32> x) {
    int channels = decoder(2);
    Operand<TFloat32> semantic = separable("semantic", x, channels, channels, 3);
    Operand<TFloat32> instance = separable("instance", x, channels, channels, 5);
    return new Outputs(
        layers.apply(Convolution.head("semantic/out", channels, architecture.labels()), semantic),
        layers.apply(Convolution.head("centre/out", channels, 1), instance),
        tf.math.mul(
            layers.apply(Convolution.head("offset/out", channels, 2), instance),
            tf.constant(OFFSET_UNIT)));
  }
}
