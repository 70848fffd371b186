package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * The direction in which a track was seen to move, from observations alone (observation-centric
 * momentum, Cao et al. 2023), with the time between observations in seconds. Not for several
 * threads.
 */
final class Momentum {

  /** The direction is taken between observations about so far apart. */
  private static final double SPAN_SECONDS = 0.3;

  private static final int CAPACITY = 8;

  private final double[] seconds = new double[CAPACITY];
  private final double[] x = new double[CAPACITY];
  private final double[] y = new double[CAPACITY];
  private int size;

  void observe(double atSeconds, Box box) {
    int keep = size;
    if (keep >= 2 && seconds[keep - 1] - seconds[keep - 2] < SPAN_SECONDS / (CAPACITY - 2)) {
      // Dense observations: the newest one replaces its predecessor, so that the span is kept.
      keep--;
    } else if (keep == CAPACITY) {
      System.arraycopy(seconds, 1, seconds, 0, CAPACITY - 1);
      System.arraycopy(x, 1, x, 0, CAPACITY - 1);
      System.arraycopy(y, 1, y, 0, CAPACITY - 1);
      keep--;
    }
    seconds[keep] = atSeconds;
    x[keep] = (box.left() + box.right()) / 2;
    y[keep] = (box.top() + box.bottom()) / 2;
    size = keep + 1;
  }

  /**
   * How well going to {@code box} would continue the direction: 0.5 straight on, 0 for a right
   * angle or when nothing is known, -0.5 straight back.
   *
   * @param atSeconds the box's time
   * @param jitter movements of fewer pixels than this have no direction
   */
  double agreement(double atSeconds, Box box, double jitter) {
    if (size < 2) {
      return 0;
    }
    int last = size - 1;
    int first = before(last, seconds[last]);
    double pastX = x[last] - x[first];
    double pastY = y[last] - y[first];
    int from = before(size, atSeconds);
    double nextX = (box.left() + box.right()) / 2 - x[from];
    double nextY = (box.top() + box.bottom()) / 2 - y[from];
    double past = Math.sqrt(pastX * pastX + pastY * pastY);
    double next = Math.sqrt(nextX * nextX + nextY * nextY);
    if (past < jitter || next < jitter) {
      return 0;
    }
    double cosine = (pastX * nextX + pastY * nextY) / (past * next);
    return 0.5 - Math.acos(Math.max(-1, Math.min(1, cosine))) / Math.PI;
  }

  /** Moves what was observed with the picture of a camera that moves. */
  void move(CameraMotion camera) {
    for (int i = 0; i < size; i++) {
      double newX = camera.applyX(x[i], y[i]);
      y[i] = camera.applyY(x[i], y[i]);
      x[i] = newX;
    }
  }

  /** The newest observation before {@code end} that is at least the span older, else the oldest. */
  private int before(int end, double atSeconds) {
    for (int i = end - 1; i > 0; i--) {
      if (atSeconds - seconds[i] >= SPAN_SECONDS) {
        return i;
      }
    }
    return 0;
  }

  void write(StateWriter out) {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(seconds[i]).writeDouble(x[i]).writeDouble(y[i]);
    }
  }

  static Momentum read(StateReader in) {
    Momentum momentum = new Momentum();
    momentum.size = in.readCount(CAPACITY);
    for (int i = 0; i < momentum.size; i++) {
      momentum.seconds[i] = in.readDouble();
      momentum.x[i] = in.readDouble();
      momentum.y[i] = in.readDouble();
    }
    return momentum;
  }
}
