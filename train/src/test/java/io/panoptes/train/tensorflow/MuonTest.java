package io.panoptes.train.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The reference is the authors' iteration, done in doubles on single values. */
final class MuonTest {

  private static double brought(double value) {
    double x = value;
    for (int i = 0; i < 5; i++) {
      x = 3.4445 * x - 4.775 * x * x * x + 2.0315 * x * x * x * x * x;
    }
    return x;
  }

  @Test
  void shouldBringEachSingularValueWhereThePolynomialBringsIt() {
    float[] diagonal = {3, 0, 0, 0, 0, 4, 0, 0, 0, 0, -12, 0};

    float[] found = orthogonal(diagonal, 3, 4);

    double norm = 13;
    float[] expected = new float[12];
    expected[0] = (float) brought(3 / norm);
    expected[5] = (float) brought(4 / norm);
    expected[10] = (float) brought(-12 / norm);
    assertArrayEquals(expected, found, 1e-4f);
    assertEquals(1, expected[0], 0.35);
    assertEquals(-1, expected[10], 0.35);
  }

  @Test
  void shouldTreatTallMatricesAsWideOnesLyingDown() {
    SplittableRandom random = new SplittableRandom(5);
    float[] wide = new float[24];
    float[] tall = new float[24];
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 6; column++) {
        wide[6 * row + column] = (float) (random.nextDouble() - 0.5);
        tall[4 * column + row] = wide[6 * row + column];
      }
    }

    float[] fromWide = orthogonal(wide, 4, 6);
    float[] fromTall = orthogonal(tall, 6, 4);

    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 6; column++) {
        assertEquals(fromWide[6 * row + column], fromTall[4 * column + row], 1e-4);
      }
    }
  }

  @Test
  void shouldTakeStepsWhoseSizeDoesNotDependOnTheGradients() {
    float[] small = stepped(1e-3f);
    float[] large = stepped(1e3f);

    assertArrayEquals(small, large, 1e-3f);
    double sum = 0;
    for (float value : small) {
      sum += value * value;
    }
    double rootMeanSquare = Math.sqrt(sum / small.length);
    assertTrue(rootMeanSquare > 0.1 && rootMeanSquare < 0.25, () -> "is " + rootMeanSquare);
  }

  /** A kernel of 1 × 1 × 8 × 4, zero at first, after a step with the rate 1. */
  private static float[] stepped(float size) {
    SplittableRandom random = new SplittableRandom(9);
    float[] gradient = new float[32];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = size * (float) (random.nextDouble() - 0.5);
    }
    Shape shape = Shape.of(1, 1, 8, 4);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Variable<TFloat32> kernel = tf.variable(shape, TFloat32.class);
      Variable<TFloat32> momentum = tf.variable(shape, TFloat32.class);
      session.run(tf.assign(kernel, tf.zeros(tf.constant(shape), TFloat32.class)));
      session.run(tf.assign(momentum, tf.zeros(tf.constant(shape), TFloat32.class)));
      session.run(
          Muon.apply(
              tf,
              kernel,
              momentum,
              tf.reshape(tf.constant(gradient), tf.constant(shape)),
              tf.constant(1f)));
      try (Result result = session.runner().fetch(kernel).run()) {
        return TrainingGraph.parameter(result.get(0)).values();
      }
    }
  }

  private static float[] orthogonal(float[] values, int rows, int columns) {
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TFloat32 matrix =
            TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(values, true, false))) {
      Ops tf = Ops.create(graph);
      try (Result result =
          session
              .runner()
              .fetch(Muon.orthogonal(tf, tf.constantOf(matrix), rows > columns))
              .run()) {
        return TrainingGraph.parameter(result.get(0)).values();
      }
    }
  }
}
