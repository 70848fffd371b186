package io.panoptes.train.tensorflow;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Muon (Jordan et al., 2024): the step of a matrix is its momentum with all singular values brought
 * near 1, so that directions that gradients seldom take are learnt as fast as the others. A kernel
 * counts as a matrix with a column for each channel that it gives. Steps are scaled so that AdamW's
 * learning rates suit (Liu et al., 2025).
 */
final class Muon {

  private static final float MOMENTUM = 0.95f;

  /** Root mean square of AdamW's steps, in learning rates. */
  private static final double LIKE_ADAM = 0.2;

  /** Of the odd polynomial of degree 5 that brings singular values near 1. */
  private static final float FIRST = 3.4445f;

  private static final float THIRD = -4.775f;
  private static final float FIFTH = 2.0315f;
  private static final int ITERATIONS = 5;
  private static final float SMALL = 1e-7f;

  private Muon() {}

  /**
   * Changes a kernel by its gradient.
   *
   * @param tf behind all that reads the kernel
   * @param kernel rows × columns × in × out
   * @param momentum of the kernel's shape, zero at first
   * @param rate learning rate
   */
  static Op apply(
      Ops tf,
      Variable<TFloat32> kernel,
      Variable<TFloat32> momentum,
      Operand<TFloat32> gradient,
      Operand<TFloat32> rate) {
    Operand<TFloat32> kept =
        tf.assignAdd(
            momentum, tf.math.mul(tf.math.sub(gradient, momentum), tf.constant(1 - MOMENTUM)));
    Operand<TFloat32> ahead =
        tf.math.add(
            tf.math.mul(gradient, tf.constant(1 - MOMENTUM)),
            tf.math.mul(kept, tf.constant(MOMENTUM)));
    Shape shape = kernel.shape();
    long out = shape.get(3);
    long in = shape.size() / out;
    Operand<TFloat32> step =
        orthogonal(tf, tf.reshape(ahead, tf.constant(new long[] {in, out})), in > out);
    float scale = (float) (LIKE_ADAM * Math.sqrt(Math.max(in, out)));
    return tf.assignSub(
        kernel,
        tf.math.mul(
            tf.reshape(step, tf.constant(shape.asArray())), tf.math.mul(rate, tf.constant(scale))));
  }

  /**
   * About U Vᵀ of a matrix U S Vᵀ: singular values from 0.7 to 1.2, very small ones less.
   *
   * @param tall whether it has more rows than columns
   */
  static Operand<TFloat32> orthogonal(Ops tf, Operand<TFloat32> matrix, boolean tall) {
    Operand<TFloat32> norm =
        tf.math.sqrt(tf.sum(tf.math.square(matrix), tf.constant(new int[] {0, 1})));
    Operand<TFloat32> x = tf.math.div(matrix, tf.math.add(norm, tf.constant(SMALL)));
    for (int i = 0; i < ITERATIONS; i++) {
      Operand<TFloat32> square =
          tall
              ? tf.linalg.matMul(x, x, MatMul.transposeA(true))
              : tf.linalg.matMul(x, x, MatMul.transposeB(true));
      Operand<TFloat32> factor =
          tf.math.add(
              tf.math.mul(square, tf.constant(THIRD)),
              tf.math.mul(tf.linalg.matMul(square, square), tf.constant(FIFTH)));
      Operand<TFloat32> change = tall ? tf.linalg.matMul(x, factor) : tf.linalg.matMul(factor, x);
      x = tf.math.add(tf.math.mul(x, tf.constant(FIRST)), change);
    }
    return x;
  }
}
