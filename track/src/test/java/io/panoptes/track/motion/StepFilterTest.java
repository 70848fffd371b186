package io.panoptes.track.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StepFilterTest {

  /**
   * The textbook filter with full matrices, in the shape of SORT's: four measured, three moving.
   */
  private static final class FullFilter {
    private static final int N = 7;
    private static final int M = 4;
    final double[] x = new double[N];
    double[][] p = new double[N][N];

    void predict() {
      for (int i = 0; i < 3; i++) {
        x[i] += x[i + 4];
      }
      double[][] f = new double[N][N];
      for (int i = 0; i < N; i++) {
        f[i][i] = 1;
      }
      for (int i = 0; i < 3; i++) {
        f[i][i + 4] = 1;
      }
      p = multiply(multiply(f, p), transpose(f));
      double[] q = {1, 1, 1, 1, 0.01, 0.01, 0.0001};
      for (int i = 0; i < N; i++) {
        p[i][i] += q[i];
      }
    }

    void update(double[] z) {
      double[] r = {1, 1, 10, 10};
      double[][] s = new double[M][M];
      for (int i = 0; i < M; i++) {
        for (int j = 0; j < M; j++) {
          s[i][j] = p[i][j] + (i == j ? r[i] : 0);
        }
      }
      double[][] inverse = invert(s);
      double[][] gain = new double[N][M];
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < M; j++) {
          for (int k = 0; k < M; k++) {
            gain[i][j] += p[i][k] * inverse[k][j];
          }
        }
      }
      double[][] rest = new double[N][N];
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          rest[i][j] = (i == j ? 1 : 0) - (j < M ? gain[i][j] : 0);
        }
      }
      double[] innovation = new double[M];
      for (int k = 0; k < M; k++) {
        innovation[k] = z[k] - x[k];
      }
      for (int i = 0; i < N; i++) {
        for (int k = 0; k < M; k++) {
          x[i] += gain[i][k] * innovation[k];
        }
      }
      double[][] joseph = multiply(multiply(rest, p), transpose(rest));
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          for (int k = 0; k < M; k++) {
            joseph[i][j] += gain[i][k] * r[k] * gain[j][k];
          }
        }
      }
      p = joseph;
    }

    private static double[][] multiply(double[][] a, double[][] b) {
      double[][] c = new double[a.length][b[0].length];
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < b[0].length; j++) {
          for (int k = 0; k < b.length; k++) {
            c[i][j] += a[i][k] * b[k][j];
          }
        }
      }
      return c;
    }

    private static double[][] transpose(double[][] a) {
      double[][] t = new double[a[0].length][a.length];
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < a[0].length; j++) {
          t[j][i] = a[i][j];
        }
      }
      return t;
    }

    /** Gauss and Jordan. */
    private static double[][] invert(double[][] matrix) {
      int n = matrix.length;
      double[][] a = new double[n][2 * n];
      for (int i = 0; i < n; i++) {
        System.arraycopy(matrix[i], 0, a[i], 0, n);
        a[i][n + i] = 1;
      }
      for (int i = 0; i < n; i++) {
        double pivot = a[i][i];
        for (int j = 0; j < 2 * n; j++) {
          a[i][j] /= pivot;
        }
        for (int k = 0; k < n; k++) {
          double factor = a[k][i];
          for (int j = 0; k != i && j < 2 * n; j++) {
            a[k][j] -= factor * a[i][j];
          }
        }
      }
      double[][] inverse = new double[n][n];
      for (int i = 0; i < n; i++) {
        System.arraycopy(a[i], n, inverse[i], 0, n);
      }
      return inverse;
    }
  }

  @Test
  void shouldEqualTheFullMatrixFilterOfSort() {
    Random random = new Random(1);
    double[] first = {100, 200, 5000, 0.5};
    FullFilter full = new FullFilter();
    StepFilter[] steps = new StepFilter[4];
    for (int i = 0; i < 4; i++) {
      full.x[i] = first[i];
      full.p[i][i] = 10;
      steps[i] = new StepFilter(first[i], 10, i < 3 ? 10_000 : 0);
    }
    for (int i = 4; i < 7; i++) {
      full.p[i][i] = 10_000;
    }
    double[] velocityNoise = {0.01, 0.01, 0.0001, 0};
    double[] measurementNoise = {1, 1, 10, 10};
    for (int frame = 1; frame < 60; frame++) {
      full.predict();
      for (int i = 0; i < 4; i++) {
        steps[i].predict(1, velocityNoise[i]);
      }
      if (random.nextInt(5) > 0) {
        double[] z = {
          100 + 3 * frame + random.nextGaussian(),
          200 - frame + random.nextGaussian(),
          5000 + 20 * frame + 50 * random.nextGaussian(),
          0.5 + 0.01 * random.nextGaussian()
        };
        full.update(z);
        for (int i = 0; i < 4; i++) {
          steps[i].update(z[i], measurementNoise[i]);
        }
      }
      for (int i = 0; i < 4; i++) {
        assertEquals(full.x[i], steps[i].position(), 1e-7);
        assertEquals(i < 3 ? full.x[i + 4] : 0, steps[i].velocity(), 1e-7);
      }
    }
  }

  @Test
  void shouldStandStillWhenHalted() {
    StepFilter filter = new StepFilter(0, 1, 100);
    filter.predict(0, 0);
    filter.update(10, 1);
    filter.halt();
    double before = filter.position();
    filter.predict(0, 0);
    assertEquals(before, filter.position());
  }
}
