package io.panoptes.train.tensorflow;

import io.panoptes.train.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Layers whose numbers are variables, normalised by each batch, whose means are remembered. */
final class TrainableLayers implements Layers {

  static final float EPSILON = 1e-3f;

  private final Ops tf;
  private final Operand<TFloat32> observing;
  private final long seed;
  private final Map<String, Variable<TFloat32>> trained = new LinkedHashMap<>();
  private final Map<String, Variable<TFloat32>> observed = new LinkedHashMap<>();
  private final Map<String, Parameter> initial = new LinkedHashMap<>();
  private final Set<String> mixing = new HashSet<>();
  private final List<Op> observations = new ArrayList<>();

  /**
   * @param observing share of a batch's means and variances in those that are remembered
   * @param seed of the first numbers
   */
  TrainableLayers(Ops tf, Operand<TFloat32> observing, long seed) {
    this.tf = tf;
    this.observing = observing;
    this.seed = seed;
  }

  @Override
  public Operand<TFloat32> apply(Convolution convolution, Operand<TFloat32> input) {
    String name = convolution.name();
    Variable<TFloat32> kernel =
        variable(trained, name + "/kernel", Initial.kernel(convolution, seed));
    if (convolution.normalised() && !convolution.depthwise()) {
      mixing.add(name + "/kernel");
    }
    List<Long> strides = List.of(1L, (long) convolution.stride(), (long) convolution.stride(), 1L);
    Operand<TFloat32> x =
        convolution.depthwise()
            ? tf.nn.depthwiseConv2dNative(input, kernel, strides, "SAME")
            : tf.nn.conv2d(input, kernel, strides, "SAME");
    x =
        convolution.normalised()
            ? normalise(name, convolution.out(), x)
            : tf.math.add(x, variable(trained, name + "/bias", Initial.bias(convolution)));
    return convolution.activated() ? tf.nn.relu6(x) : x;
  }

  private Operand<TFloat32> normalise(String name, int channels, Operand<TFloat32> x) {
    Variable<TFloat32> scale = variable(trained, name + "/scale", Initial.filled(channels, 1));
    Variable<TFloat32> shift = variable(trained, name + "/shift", Initial.filled(channels, 0));
    Operand<TFloat32> none = tf.constant(new float[0]);
    FusedBatchNorm<TFloat32, TFloat32> normalised =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            shift,
            none,
            none,
            FusedBatchNorm.isTraining(true),
            FusedBatchNorm.epsilon(EPSILON));
    observe(name + "/mean", Initial.filled(channels, 0), normalised.batchMean());
    observe(name + "/variance", Initial.filled(channels, 1), normalised.batchVariance());
    return normalised.y();
  }

  private void observe(String name, Parameter first, Operand<TFloat32> seen) {
    Variable<TFloat32> variable = variable(observed, name, first);
    Operand<TFloat32> step = tf.math.mul(tf.math.sub(variable, seen), observing);
    observations.add(tf.assignSub(variable, step));
  }

  private Variable<TFloat32> variable(
      Map<String, Variable<TFloat32>> kind, String name, Parameter first) {
    int[] shape = first.shape();
    Variable<TFloat32> variable = tf.variable(Tensors.shape(shape), TFloat32.class);
    if (initial.put(name, first) != null) {
      throw new IllegalStateException("two layers are called " + name);
    }
    kind.put(name, variable);
    return variable;
  }

  static TFloat32 tensor(Parameter parameter) {
    int[] shape = parameter.shape();
    return TFloat32.tensorOf(Tensors.shape(shape), DataBuffers.of(parameter.values(), true, false));
  }

  /** What gradients change, in the order of the network. */
  Map<String, Variable<TFloat32>> trained() {
    return trained;
  }

  /** Names of trained kernels inside the network that mix channels, as matrices do. */
  Set<String> mixing() {
    return mixing;
  }

  /** What batches show: means and variances. */
  Map<String, Variable<TFloat32>> observed() {
    return observed;
  }

  /** First numbers of both. */
  Map<String, Parameter> initial() {
    return initial;
  }

  /** To be run with each step. */
  List<Op> observations() {
    return observations;
  }
}
