package io.panoptes.train.tensorflow;

import io.panoptes.train.data.Sample;
import io.panoptes.train.tensorflow.TrainingGraph.Feeds;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Losses of a panoptic network: cross entropy of labels, half of it over the hardest cells; squared
 * error of centres' heat; absolute error of offsets. Cells of which nothing is known have no say.
 */
final class Losses {

  private static final float SMALL = 1e-4f;

  private final LossSettings settings;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TFloat32> labelWeights;
  private final Placeholder<TFloat32> notFirst;
  private final Placeholder<TFloat32> centres;
  private final Placeholder<TFloat32> centreMask;
  private final Placeholder<TFloat32> offsets;
  private final Placeholder<TFloat32> offsetMask;
  private final Placeholder<TInt32> hardest;
  private final Operand<TFloat32> semantic;
  private final Operand<TFloat32> centre;
  private final Operand<TFloat32> offset;
  private final Operand<TFloat32> total;

  Losses(Ops tf, LossSettings settings, int labelCount, PanopticNetwork.Outputs outputs) {
    this.settings = settings;
    labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    labelWeights = flat(tf);
    notFirst = flat(tf);
    centres = flat(tf);
    centreMask = flat(tf);
    offsets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
    offsetMask = flat(tf);
    hardest = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    semantic = semantic(tf, outputs.semantic(), labelCount);
    centre = centre(tf, tf.reshape(outputs.centre(), tf.constant(new int[] {-1})));
    offset = offset(tf, tf.reshape(outputs.offset(), tf.constant(new int[] {-1, 2})));
    total = tf.math.add(semantic, tf.math.add(centre, offset));
  }

  private static Placeholder<TFloat32> flat(Ops tf) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
  }

  private Operand<TFloat32> semantic(Ops tf, Operand<TFloat32> scores, int labelCount) {
    Operand<TFloat32> logits = tf.reshape(scores, tf.constant(new int[] {-1, labelCount}));
    Operand<TFloat32> each =
        tf.math.mul(
            tf.nn
                .softmaxCrossEntropyWithLogits(
                    logits,
                    tf.oneHot(labels, tf.constant(labelCount), tf.constant(1f), tf.constant(0f)))
                .loss(),
            labelWeights);
    Operand<TInt32> all = tf.constant(new int[] {0});
    Operand<TFloat32> mean = ratio(tf, tf.sum(each, all), tf.sum(labelWeights, all));
    Operand<TFloat32> fixed = tf.stopGradient(each);
    Operand<TFloat32> least =
        tf.min(tf.nn.topK(fixed, hardest, new org.tensorflow.op.nn.TopK.Options[0]).values(), all);
    Operand<TFloat32> isHard =
        tf.dtypes.cast(
            tf.math.logicalAnd(
                tf.math.greaterEqual(fixed, least), tf.math.greater(fixed, tf.constant(0f))),
            TFloat32.class);
    Operand<TFloat32> hard =
        ratio(
            tf,
            tf.sum(tf.math.mul(each, isHard), all),
            tf.sum(tf.math.mul(labelWeights, isHard), all));
    float share = (float) settings.hardWeight();
    return tf.math.add(
        exclusion(tf, logits),
        tf.math.add(
            tf.math.mul(mean, tf.constant(1 - share)), tf.math.mul(hard, tf.constant(share))));
  }

  /** Of cells that are known not to have the first label: −log(1 − its probability). */
  private Operand<TFloat32> exclusion(Ops tf, Operand<TFloat32> logits) {
    Operand<TInt32> all = tf.constant(new int[] {0});
    Operand<TFloat32> first =
        tf.reshape(
            tf.slice(
                tf.nn.softmax(logits),
                tf.constant(new int[] {0, 0}),
                tf.constant(new int[] {-1, 1})),
            tf.constant(new int[] {-1}));
    Operand<TFloat32> each =
        tf.math.mul(tf.math.neg(tf.math.log(tf.math.sub(tf.constant(1 + SMALL), first))), notFirst);
    Operand<TFloat32> mean = ratio(tf, tf.sum(each, all), tf.sum(notFirst, all));
    return tf.math.mul(mean, tf.constant((float) settings.exclusionWeight()));
  }

  private Operand<TFloat32> centre(Ops tf, Operand<TFloat32> heat) {
    Operand<TInt32> all = tf.constant(new int[] {0});
    Operand<TFloat32> error = tf.math.square(tf.math.sub(heat, centres));
    Operand<TFloat32> mean =
        ratio(tf, tf.sum(tf.math.mul(error, centreMask), all), tf.sum(centreMask, all));
    return tf.math.mul(mean, tf.constant((float) settings.centreWeight()));
  }

  private Operand<TFloat32> offset(Ops tf, Operand<TFloat32> found) {
    Operand<TFloat32> error =
        tf.sum(tf.math.abs(tf.math.sub(found, offsets)), tf.constant(new int[] {1}));
    Operand<TInt32> all = tf.constant(new int[] {0});
    Operand<TFloat32> mean =
        ratio(tf, tf.sum(tf.math.mul(error, offsetMask), all), tf.sum(offsetMask, all));
    return tf.math.mul(mean, tf.constant((float) settings.offsetWeight()));
  }

  private static Operand<TFloat32> ratio(Ops tf, Operand<TFloat32> sum, Operand<TFloat32> count) {
    return tf.math.div(sum, tf.math.add(count, tf.constant(1f)));
  }

  Operand<TFloat32> total() {
    return total;
  }

  void feed(Session.Runner runner, Feeds feeds, List<Sample> batch) {
    int each = batch.get(0).labels().length;
    int cells = batch.size() * each;
    int[] label = new int[cells];
    float[] weight = new float[cells];
    float[] excluded = new float[cells];
    float[] heat = new float[cells];
    float[] heatMask = new float[cells];
    float[] offsetValues = new float[2 * cells];
    float[] offsetMasks = new float[cells];
    for (int n = 0; n < batch.size(); n++) {
      Sample sample = batch.get(n);
      int at = n * each;
      for (int i = 0; i < each; i++) {
        int known = sample.labels()[i];
        label[at + i] = Math.max(0, known);
        weight[at + i] = known < 0 ? 0 : settings.labelWeights().get(known);
        excluded[at + i] = known == Sample.NOT_FIRST ? 1 : 0;
        heatMask[at + i] = sample.centreMask()[i];
        offsetMasks[at + i] = sample.offsetMask()[i];
      }
      System.arraycopy(sample.centres(), 0, heat, at, each);
      System.arraycopy(sample.offsets(), 0, offsetValues, 2 * at, 2 * each);
    }
    Shape flat = Shape.of(cells);
    feeds.feed(runner, labels, flat, label);
    feeds.feed(runner, labelWeights, flat, weight);
    feeds.feed(runner, notFirst, flat, excluded);
    feeds.feed(runner, centres, flat, heat);
    feeds.feed(runner, centreMask, flat, heatMask);
    feeds.feed(runner, offsets, Shape.of(cells, 2), offsetValues);
    feeds.feed(runner, offsetMask, flat, offsetMasks);
    int count = Math.max(1, (int) (settings.hardShare() * cells));
    feeds.feed(runner, hardest, TInt32.scalarOf(count));
  }

  Session.Runner fetch(Session.Runner runner) {
    return runner.fetch(total).fetch(semantic).fetch(centre).fetch(offset);
  }

  LossParts read(Result result) {
    double[] values = new double[4];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((TFloat32) result.get(i)).getFloat();
    }
    return new LossParts(values[0], values[1], values[2], values[3]);
  }
}
