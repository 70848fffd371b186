package io.panoptes.eval.tracking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearAssignmentTest {

  private final LinearAssignment assignment = new LinearAssignment();

  @Test
  void shouldPickTheIdentityAmongEqualScores() {
    assertArrayEquals(new int[] {0, 1, 2}, solve(new double[9], 3, 3));
    assertArrayEquals(new int[] {0, 1}, solve(new double[6], 2, 3));
  }

  @Test
  void shouldLeaveRowsAloneWhenColumnsAreFewer() {
    assertArrayEquals(new int[] {-1, 0, -1}, solve(new double[] {1, 3, 2}, 3, 1));
    assertArrayEquals(new int[] {-1, -1}, solve(new double[0], 2, 0));
  }

  @Test
  void shouldBeAsGoodAsTryingEverything() {
    Random random = new Random(1);
    for (int run = 0; run < 300; run++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      double[] scores = new double[rows * columns];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(8) / 4.0;
      }
      int[] columnOfRow = solve(scores, rows, columns);
      double sum = 0;
      int pairs = 0;
      for (int r = 0; r < rows; r++) {
        if (columnOfRow[r] >= 0) {
          sum += scores[r * columns + columnOfRow[r]];
          pairs++;
        }
      }
      assertEquals(Math.min(rows, columns), pairs);
      assertEquals(best(scores, rows, columns, 0, 0), sum, 1e-12);
    }
  }

  private static double best(double[] scores, int rows, int columns, int row, int used) {
    if (row == rows) {
      return 0;
    }
    double best = best(scores, rows, columns, row + 1, used);
    for (int c = 0; c < columns; c++) {
      if ((used & 1 << c) == 0) {
        best =
            Math.max(
                best,
                scores[row * columns + c] + best(scores, rows, columns, row + 1, used | 1 << c));
      }
    }
    return best;
  }

  private int[] solve(double[] scores, int rows, int columns) {
    int[] columnOfRow = new int[rows];
    assignment.maximise(scores, rows, columns, columnOfRow);
    return columnOfRow;
  }
}
