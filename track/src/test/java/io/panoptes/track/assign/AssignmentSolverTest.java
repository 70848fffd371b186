package io.panoptes.track.assign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentSolverTest {

  private final AssignmentSolver solver = new AssignmentSolver();

  @Test
  void shouldEqualBruteForce() {
    Random random = new Random(1);
    for (int trial = 0; trial < 500; trial++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      double[] cost = costs(random, rows * columns);
      int[] solution = solver.solve(cost, rows, columns);
      assertValid(solution, columns);
      assertEquals(Math.min(rows, columns), Arrays.stream(solution).filter(c -> c >= 0).count());
      assertEquals(
          cheapest(cost, rows, columns, 0, 0, Math.max(0, rows - columns), 0),
          sum(cost, columns, solution, 0),
          1e-12);
    }
  }

  @Test
  void shouldEqualBruteForceOverAllPartialMatchingsWhenLimited() {
    Random random = new Random(2);
    for (int trial = 0; trial < 500; trial++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      double[] cost = costs(random, rows * columns);
      double limit = random.nextDouble();
      int[] solution = solver.solve(cost, rows, columns, limit);
      assertValid(solution, columns);
      assertEquals(
          cheapest(cost, rows, columns, 0, 0, rows, limit),
          sum(cost, columns, solution, limit),
          1e-12);
    }
  }

  @Test
  void shouldEqualThePaddedSquareProblemWhenLimited() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      int rows = random.nextInt(12);
      int columns = random.nextInt(12);
      double[] cost = costs(random, rows * columns);
      double limit = 0.2 + 0.6 * random.nextDouble();
      int size = rows + columns;
      double[] padded = new double[size * size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          padded[i * size + j] =
              i < rows && j < columns
                  ? cost[i * columns + j]
                  : i >= rows && j >= columns ? 0 : limit / 2;
        }
      }
      int[] expected = Arrays.copyOf(solver.solve(padded, size, size), rows);
      for (int row = 0; row < rows; row++) {
        expected[row] = expected[row] < columns ? expected[row] : -1;
      }
      assertArrayEquals(expected, solver.solve(cost, rows, columns, limit));
    }
  }

  @Test
  void shouldNotTakeADearPairToMakeAnotherCheaper() {
    double[] cost = {0.1, 0.2, 0.3, 0.95};
    assertArrayEquals(
        new int[] {1, 0}, solver.solve(new double[] {0.1, 0.2, 0.3, 0.95}, 2, 2, 0.9));
    assertArrayEquals(new int[] {0, -1}, solver.solve(cost, 2, 2, 0.25));
  }

  @Test
  void shouldLeavePairsOfInfiniteCostAlone() {
    double no = Double.POSITIVE_INFINITY;
    assertArrayEquals(new int[] {-1, 0}, solver.solve(new double[] {no, no, 0.4, no}, 2, 2, 0.5));
  }

  @Test
  void shouldTakeMoreRowsThanColumns() {
    assertArrayEquals(new int[] {-1, 0, -1}, solver.solve(new double[] {5, 1, 3}, 3, 1));
  }

  @Test
  void shouldTakeEmptyProblems() {
    assertArrayEquals(new int[] {-1, -1}, solver.solve(new double[0], 2, 0));
    assertArrayEquals(new int[0], solver.solve(new double[0], 0, 2, 1));
  }

  @Test
  void shouldDecideEqualCostsByOrder() {
    double[] cost = new double[9];
    assertArrayEquals(new int[] {0, 1, 2}, solver.solve(cost, 3, 3));
  }

  private static double[] costs(Random random, int count) {
    double[] cost = new double[count];
    for (int i = 0; i < count; i++) {
      cost[i] = random.nextDouble() * 2 - 0.5;
    }
    return cost;
  }

  private static void assertValid(int[] solution, int columns) {
    boolean[] taken = new boolean[columns];
    for (int column : solution) {
      if (column >= 0) {
        assertTrue(!taken[column], () -> Arrays.toString(solution));
        taken[column] = true;
      }
    }
  }

  private static double sum(double[] cost, int columns, int[] solution, double limit) {
    double sum = 0;
    for (int row = 0; row < solution.length; row++) {
      sum += solution[row] < 0 ? 0 : cost[row * columns + solution[row]] - limit;
    }
    return sum;
  }

  /** Tries everything; at most {@code free} rows stay alone. */
  private static double cheapest(
      double[] cost, int rows, int columns, int row, int taken, int free, double limit) {
    if (row == rows) {
      return 0;
    }
    double best =
        free > 0
            ? cheapest(cost, rows, columns, row + 1, taken, free - 1, limit)
            : Double.POSITIVE_INFINITY;
    for (int column = 0; column < columns; column++) {
      if ((taken & 1 << column) == 0) {
        best =
            Math.min(
                best,
                cost[row * columns + column]
                    - limit
                    + cheapest(cost, rows, columns, row + 1, taken | 1 << column, free, limit));
      }
    }
    return best;
  }
}
