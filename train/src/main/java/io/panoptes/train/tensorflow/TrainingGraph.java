package io.panoptes.train.tensorflow;

import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.tensorflow.TensorFlowDevices;
import io.panoptes.train.Architecture;
import io.panoptes.train.Parameter;
import io.panoptes.train.data.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network with its losses and its optimisers in one graph, {@link Muon} for kernels that mix
 * channels and AdamW (Loshchilov and Hutter, 2019) for all else, and a moving average of its
 * weights. Owns native memory; one thread at a time.
 */
final class TrainingGraph implements AutoCloseable {

  private static final float FIRST_BETA = 0.9f;
  private static final float SECOND_BETA = 0.999f;
  private static final float SMALL = 1e-8f;

  private final Graph graph = new Graph();
  private final Session session;
  private final Losses losses;
  private final Placeholder<TFloat32> image;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> decay;
  private final Placeholder<TFloat32> firstPower;
  private final Placeholder<TFloat32> secondPower;
  private final Placeholder<TFloat32> averaging;
  private final Placeholder<TFloat32> observing;
  private final List<Op> update = new ArrayList<>();
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  /** A variable that can be read and set. */
  private record Slot(Variable<TFloat32> variable, Placeholder<TFloat32> value, Op set) {}

  TrainingGraph(
      Architecture architecture, LossSettings settings, long seed, RuntimeOptions runtime) {
    Ops tf = Ops.create(graph);
    image = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
    rate = scalar(tf);
    decay = scalar(tf);
    firstPower = scalar(tf);
    secondPower = scalar(tf);
    averaging = scalar(tf);
    observing = scalar(tf);
    TrainableLayers layers = new TrainableLayers(tf, observing, seed);
    losses =
        new Losses(
            tf,
            settings,
            architecture.labels(),
            new PanopticNetwork(tf, layers, architecture).build(image));
    optimise(tf, layers);
    layers.observed().forEach((name, variable) -> slot(tf, name, variable));
    session = new Session(graph, config(runtime));
    set(first(layers));
  }

  /**
   * First values of all variables, to be set in one run: each kind of run costs a plan of the
   * graph.
   */
  private static Map<String, Parameter> first(TrainableLayers layers) {
    Map<String, Parameter> values = new LinkedHashMap<>(layers.initial());
    for (String name : layers.trained().keySet()) {
      Parameter first = layers.initial().get(name);
      Parameter zero = new Parameter(first.shape(), new float[first.values().length]);
      values.put(name + "/average", first);
      values.put(name + "/m", zero);
      if (!layers.mixing().contains(name)) {
        values.put(name + "/v", zero);
      }
    }
    return values;
  }

  /**
   * One operation at a time, so that sums are always in the same order.
   *
   * @throws io.panoptes.segment.SegmenterException when the device is not there
   */
  static ConfigProto config(RuntimeOptions runtime) {
    ConfigProto config = TensorFlowDevices.config(runtime);
    TensorFlowDevices.check(runtime.device(), config);
    return config.toBuilder().setInterOpParallelismThreads(1).build();
  }

  private static Placeholder<TFloat32> scalar(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  private void optimise(Ops tf, TrainableLayers layers) {
    List<String> names = List.copyOf(layers.trained().keySet());
    Output<?>[] variables = new Output<?>[names.size()];
    for (int i = 0; i < variables.length; i++) {
      variables[i] = layers.trained().get(names.get(i)).asOutput();
    }
    Output<?>[] gradients = graph.addGradients(losses.total().asOutput(), variables);
    // Nothing may change before all gradients are there: they read the same memory.
    Operation[] known = new Operation[gradients.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = gradients[i].op();
    }
    Ops behind = tf.withControlDependencyOps(known);
    List<Op> applied = new ArrayList<>();
    for (int i = 0; i < variables.length; i++) {
      String name = names.get(i);
      Variable<TFloat32> variable = layers.trained().get(name);
      @SuppressWarnings("unchecked")
      Output<TFloat32> gradient = (Output<TFloat32>) gradients[i];
      applied.add(apply(tf, behind, name, layers.mixing().contains(name), variable, gradient));
    }
    update.addAll(layers.observations());
    Ops after = tf.withControlDependencies(applied);
    for (String name : names) {
      Variable<TFloat32> variable = layers.trained().get(name);
      Variable<TFloat32> average = variable(tf, name + "/average", variable);
      update.add(
          after.assignSub(average, after.math.mul(after.math.sub(average, variable), averaging)));
    }
  }

  private Op apply(
      Ops tf,
      Ops behind,
      String name,
      boolean mixing,
      Variable<TFloat32> variable,
      Output<TFloat32> gradient) {
    slot(tf, name, variable);
    Variable<TFloat32> first = variable(tf, name + "/m", variable);
    Ops before = behind;
    if (name.endsWith("/kernel")) {
      Op shrunk =
          behind.assignSub(variable, behind.math.mul(variable, behind.math.mul(rate, decay)));
      before = behind.withControlDependencies(List.of(shrunk));
    }
    if (mixing) {
      return Muon.apply(before, variable, first, gradient, rate);
    }
    Variable<TFloat32> second = variable(tf, name + "/v", variable);
    return before.train.applyAdam(
        variable,
        first,
        second,
        firstPower,
        secondPower,
        rate,
        tf.constant(FIRST_BETA),
        tf.constant(SECOND_BETA),
        tf.constant(SMALL),
        gradient);
  }

  private Variable<TFloat32> variable(Ops tf, String name, Variable<TFloat32> like) {
    Variable<TFloat32> variable = tf.variable(like.shape(), TFloat32.class);
    slot(tf, name, variable);
    return variable;
  }

  private void slot(Ops tf, String name, Variable<TFloat32> variable) {
    Placeholder<TFloat32> value =
        tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
    slots.put(name, new Slot(variable, value, tf.assign(variable, value)));
  }

  /**
   * Learns from a batch.
   *
   * @param step counted from 1
   * @param learningRate of this step
   * @param weightDecay share of the learning rate by which kernels shrink
   * @param average share of the new weights in their moving average, 0 to 1
   * @param observed share of the batch's means and variances in those that are remembered, 0 to 1
   */
  LossParts step(
      List<Sample> batch,
      long step,
      double learningRate,
      double weightDecay,
      double average,
      double observed) {
    try (Feeds feeds = new Feeds()) {
      Session.Runner runner = session.runner();
      feeds.feed(runner, image, pictures(batch));
      losses.feed(runner, feeds, batch);
      feeds.feed(runner, rate, TFloat32.scalarOf((float) learningRate));
      feeds.feed(runner, decay, TFloat32.scalarOf((float) weightDecay));
      feeds.feed(runner, firstPower, TFloat32.scalarOf((float) Math.pow(FIRST_BETA, step)));
      feeds.feed(runner, secondPower, TFloat32.scalarOf((float) Math.pow(SECOND_BETA, step)));
      feeds.feed(runner, averaging, TFloat32.scalarOf((float) average));
      feeds.feed(runner, observing, TFloat32.scalarOf((float) observed));
      update.forEach(runner::addTarget);
      try (Result result = losses.fetch(runner).run()) {
        return losses.read(result);
      }
    }
  }

  private static TFloat32 pictures(List<Sample> batch) {
    Sample first = batch.get(0);
    int each = first.image().length;
    TFloat32 tensor = TFloat32.tensorOf(Shape.of(batch.size(), first.height(), first.width(), 3));
    for (int i = 0; i < batch.size(); i++) {
      tensor.asRawTensor().data().asFloats().offset((long) i * each).write(batch.get(i).image());
    }
    return tensor;
  }

  /**
   * All variables by name: weights, and of each trained one {@code /m}, {@code /average} and, if
   * AdamW changes it, {@code /v}.
   */
  Map<String, Parameter> state() {
    Map<String, Parameter> state = new LinkedHashMap<>();
    Session.Runner runner = session.runner();
    slots.values().forEach(slot -> runner.fetch(slot.variable));
    try (Result result = runner.run()) {
      int i = 0;
      for (String name : slots.keySet()) {
        state.put(name, parameter(result.get(i++)));
      }
    }
    return state;
  }

  static Parameter parameter(Tensor tensor) {
    int[] shape = new int[tensor.shape().numDimensions()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(tensor.shape().get(i));
    }
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return new Parameter(shape, values);
  }

  /** Sets variables by name; the others keep their values. */
  void set(Map<String, Parameter> values) {
    try (Feeds feeds = new Feeds()) {
      Session.Runner runner = session.runner();
      values.forEach(
          (name, parameter) -> {
            Slot slot = slots.get(name);
            if (slot == null) {
              throw new IllegalArgumentException(
                  "the network has no variable "
                      + name
                      + "; use the architecture that the checkpoint was written with");
            }
            feeds.feed(runner, slot.value, TrainableLayers.tensor(parameter));
            runner.addTarget(slot.set);
          });
      runner.run().close();
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  /** Tensors that live for one run. */
  static final class Feeds implements AutoCloseable {

    private final List<Tensor> tensors = new ArrayList<>();

    void feed(Session.Runner runner, Operand<?> to, Tensor tensor) {
      tensors.add(tensor);
      runner.feed(to, tensor);
    }

    void feed(Session.Runner runner, Operand<?> to, Shape shape, float[] values) {
      feed(runner, to, TFloat32.tensorOf(shape, DataBuffers.of(values, true, false)));
    }

    void feed(Session.Runner runner, Operand<?> to, Shape shape, int[] values) {
      feed(runner, to, TInt32.tensorOf(shape, DataBuffers.of(values, true, false)));
    }

    @Override
    public void close() {
      tensors.forEach(Tensor::close);
    }
  }
}
