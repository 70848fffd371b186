package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.Arrays;

/**
 * The motion model of BoT-SORT: centre, width and height, each with a velocity, horizontal noise in
 * proportion to the width and vertical noise to the height. A camera that turns mixes coordinates,
 * so that the covariance is a full matrix. Not for several threads.
 */
final class CentreMotion implements BodyMotion {

  private static final double POSITION = 1.0 / 20;
  private static final double VELOCITY = 1.0 / 160;
  private static final int MEASURED = 4;
  private static final int SIZE = 2 * MEASURED;
  private static final int WIDTH = 2;
  private static final int HEIGHT = 3;

  /** Centre x and y, width, height, and their velocities a frame. */
  private final double[] mean;

  /** Row-major, symmetric. */
  private final double[] covariance;

  CentreMotion(Box box) {
    this(new double[SIZE], new double[SIZE * SIZE]);
    System.arraycopy(measurement(box), 0, mean, 0, MEASURED);
    for (int i = 0; i < MEASURED; i++) {
      covariance[i * SIZE + i] = square(2 * POSITION * side(i));
      covariance[(i + MEASURED) * SIZE + i + MEASURED] = square(10 * VELOCITY * side(i));
    }
  }

  private CentreMotion(double[] mean, double[] covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  private static double[] measurement(Box box) {
    return new double[] {
      box.left() + box.width() / 2, box.top() + box.height() / 2, box.width(), box.height()
    };
  }

  /** Width for horizontal components, height for vertical ones. */
  private double side(int component) {
    return mean[component % 2 == 0 ? WIDTH : HEIGHT];
  }

  @Override
  public void predict(boolean isLost) {
    if (isLost) {
      mean[MEASURED + WIDTH] = 0;
      mean[MEASURED + HEIGHT] = 0;
    }
    double[] position = new double[MEASURED];
    double[] velocity = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      position[i] = square(POSITION * side(i));
      velocity[i] = square(VELOCITY * side(i));
    }
    for (int i = 0; i < MEASURED; i++) {
      mean[i] += mean[i + MEASURED];
    }
    for (int row = 0; row < MEASURED; row++) {
      for (int column = 0; column < SIZE; column++) {
        covariance[row * SIZE + column] += covariance[(row + MEASURED) * SIZE + column];
      }
    }
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < MEASURED; column++) {
        covariance[row * SIZE + column] += covariance[row * SIZE + column + MEASURED];
      }
    }
    for (int i = 0; i < MEASURED; i++) {
      covariance[i * SIZE + i] += position[i];
      covariance[(i + MEASURED) * SIZE + i + MEASURED] += velocity[i];
    }
  }

  @Override
  public void move(CameraMotion camera) {
    for (int i = 0; i < SIZE; i += 2) {
      turn(mean, i, 1, camera);
    }
    mean[0] += camera.x0();
    mean[1] += camera.y0();
    for (int row = 0; row < SIZE; row += 2) {
      for (int column = 0; column < SIZE; column++) {
        turn(covariance, row * SIZE + column, SIZE, camera);
      }
    }
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column += 2) {
        turn(covariance, row * SIZE + column, 1, camera);
      }
    }
  }

  private static void turn(double[] values, int first, int step, CameraMotion camera) {
    double x = values[first];
    double y = values[first + step];
    values[first] = camera.xx() * x + camera.xy() * y;
    values[first + step] = camera.yx() * x + camera.yy() * y;
  }

  @Override
  public void update(Box box) {
    double[] measured = measurement(box);
    double[] root = innovationRoot();
    double[] gain = new double[SIZE * MEASURED];
    for (int row = 0; row < SIZE; row++) {
      double[] solved = solve(root, Arrays.copyOfRange(covariance, row * SIZE, row * SIZE + 4));
      System.arraycopy(solved, 0, gain, row * MEASURED, MEASURED);
    }
    double[] innovation = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      innovation[i] = measured[i] - mean[i];
    }
    double[] before = covariance.clone();
    for (int row = 0; row < SIZE; row++) {
      for (int i = 0; i < MEASURED; i++) {
        double weight = gain[row * MEASURED + i];
        mean[row] += weight * innovation[i];
        for (int column = 0; column < SIZE; column++) {
          covariance[row * SIZE + column] -= weight * before[i * SIZE + column];
        }
      }
    }
  }

  /** Lower triangular root of the innovation's covariance. */
  private double[] innovationRoot() {
    double[] root = new double[MEASURED * MEASURED];
    for (int row = 0; row < MEASURED; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = covariance[row * SIZE + column];
        if (row == column) {
          sum += square(POSITION * side(row));
        }
        for (int k = 0; k < column; k++) {
          sum -= root[row * MEASURED + k] * root[column * MEASURED + k];
        }
        root[row * MEASURED + column] =
            row == column ? Math.sqrt(sum) : sum / root[column * MEASURED + column];
      }
    }
    return root;
  }

  private static double[] solve(double[] root, double[] right) {
    double[] x = right.clone();
    for (int row = 0; row < MEASURED; row++) {
      for (int k = 0; k < row; k++) {
        x[row] -= root[row * MEASURED + k] * x[k];
      }
      x[row] /= root[row * MEASURED + row];
    }
    for (int row = MEASURED - 1; row >= 0; row--) {
      for (int k = row + 1; k < MEASURED; k++) {
        x[row] -= root[k * MEASURED + row] * x[k];
      }
      x[row] /= root[row * MEASURED + row];
    }
    return x;
  }

  @Override
  public Box box() {
    double w = Math.max(0, mean[WIDTH]);
    double h = Math.max(0, mean[HEIGHT]);
    return Box.ofSize(mean[0] - w / 2, mean[1] - h / 2, w, h);
  }

  @Override
  public double velocityX() {
    return mean[MEASURED];
  }

  @Override
  public double velocityY() {
    return mean[MEASURED + 1];
  }

  @Override
  public void write(StateWriter out) {
    for (double value : mean) {
      out.writeDouble(value);
    }
    for (double value : covariance) {
      out.writeDouble(value);
    }
  }

  static CentreMotion read(StateReader in) {
    double[] mean = new double[SIZE];
    double[] covariance = new double[SIZE * SIZE];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = in.readDouble();
    }
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] = in.readDouble();
    }
    return new CentreMotion(mean, covariance);
  }

  private static double square(double value) {
    return value * value;
  }
}
