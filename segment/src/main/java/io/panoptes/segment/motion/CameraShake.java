package io.panoptes.segment.motion;

import java.util.Arrays;

/**
 * Undoes the swaying of a camera on its pole: finds by how much the whole picture is displaced
 * against the background, and moves it back. The displacement comes from a coarse search, refined
 * by iterated least squares on the brightness gradient (Lucas and Kanade, 1981) in which pixels
 * that differ much, as those of passing things do, have no say. Not safe for threads.
 */
final class CameraShake {

  /** Largest displacement that is looked for, in pixels of the working size. */
  static final int FARTHEST = 12;

  private static final int COARSE = 4;
  private static final int STEP = 3;
  private static final int ROUNDS = 6;

  /** Brightness difference from which a pixel counts no more against a displacement. */
  private static final float OUTLIER = 30;

  /**
   * Displacements below this, in pixels, are left as they are: blurring costs more than they do.
   */
  private static final double DEAD_ZONE = 0.2;

  /** Share of the difference that moving the picture back must take away to be believed. */
  private static final double GAIN = 0.15;

  private static final double LEAST_TEXTURE = 1e3;

  /** Multiple of the usual difference from which a far displacement is searched for. */
  private static final double ALARM = 1.5;

  private static final double FORGET = 0.05;

  private final int width;
  private final int height;
  private final float[] expected;
  private final float[] seen;
  private final byte[] moved;
  private final int[] order = new int[(2 * FARTHEST / COARSE + 1) * (2 * FARTHEST / COARSE + 1)];
  private double shiftX;
  private double shiftY;
  private double usual = Double.NaN;

  CameraShake(int width, int height) {
    this.width = width;
    this.height = height;
    this.expected = new float[width * height];
    this.seen = new float[width * height];
    this.moved = new byte[3 * width * height];
    nearestFirst();
  }

  /** Candidates of the coarse search, so that the smallest of equally good displacements wins. */
  private void nearestFirst() {
    int side = 2 * FARTHEST / COARSE + 1;
    Integer[] candidates = new Integer[order.length];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = i;
    }
    Arrays.sort(
        candidates, (one, other) -> Integer.compare(distance(one, side), distance(other, side)));
    for (int i = 0; i < order.length; i++) {
      order[i] = candidates[i];
    }
  }

  private static int distance(int candidate, int side) {
    int x = candidate % side - side / 2;
    int y = candidate / side - side / 2;
    return x * x + y * y;
  }

  /**
   * The picture as it would be without the shake.
   *
   * @param bgr in the background's light
   * @return {@code bgr} itself when it is in place, else an array valid until the next call
   */
  byte[] steady(byte[] bgr, BackgroundModel background) {
    brightness(bgr, background);
    double startX = shiftX;
    double startY = shiftY;
    double still = cost(0, 0);
    if (cost(startX, startY) > still) {
      startX = 0;
      startY = 0;
    }
    refine(startX, startY);
    double found = cost(shiftX, shiftY);
    if (found > ALARM * usual + 1) {
      search();
      found = cost(shiftX, shiftY);
    }
    boolean inPlace = Math.abs(shiftX) < DEAD_ZONE && Math.abs(shiftY) < DEAD_ZONE;
    boolean isMoved = !inPlace && found < (1 - GAIN) * still;
    double left = isMoved ? found : still;
    usual = Double.isNaN(usual) ? left : usual + FORGET * (left - usual);
    if (!isMoved) {
      shiftX = 0;
      shiftY = 0;
      return bgr;
    }
    move(bgr);
    return moved;
  }

  /** Columns by which the last picture lay right of the background, in working pixels. */
  double shiftX() {
    return shiftX;
  }

  /** Rows by which the last picture lay below the background, in working pixels. */
  double shiftY() {
    return shiftY;
  }

  private void brightness(byte[] bgr, BackgroundModel background) {
    for (int i = 0; i < seen.length; i++) {
      seen[i] = ((bgr[3 * i] & 0xFF) + (bgr[3 * i + 1] & 0xFF) + (bgr[3 * i + 2] & 0xFF)) / 3f;
      expected[i] = background.brightness(i);
    }
  }

  private void search() {
    int side = 2 * FARTHEST / COARSE + 1;
    double best = Double.POSITIVE_INFINITY;
    double bestX = 0;
    double bestY = 0;
    for (int candidate : order) {
      double x = (candidate % side - side / 2) * COARSE;
      double y = (candidate / side - side / 2) * COARSE;
      refine(x, y);
      double cost = cost(shiftX, shiftY);
      if (cost < best) {
        best = cost;
        bestX = shiftX;
        bestY = shiftY;
      }
    }
    shiftX = bestX;
    shiftY = bestY;
  }

  /** Least squares from a first guess; leaves the result in the fields. */
  private void refine(double fromX, double fromY) {
    shiftX = fromX;
    shiftY = fromY;
    for (int round = 0; round < ROUNDS; round++) {
      double xx = 0;
      double xy = 0;
      double yy = 0;
      double xd = 0;
      double yd = 0;
      for (int y = FARTHEST + 1; y < height - FARTHEST - 2; y += STEP) {
        for (int x = FARTHEST + 1; x < width - FARTHEST - 2; x += STEP) {
          int i = y * width + x;
          float there = sample(x + shiftX, y + shiftY);
          float difference = there - expected[i];
          if (expected[i] < 0 || Math.abs(difference) > OUTLIER) {
            continue;
          }
          float gradientX = (expected[i + 1] - expected[i - 1]) / 2;
          float gradientY = (expected[i + width] - expected[i - width]) / 2;
          xx += gradientX * gradientX;
          xy += gradientX * gradientY;
          yy += gradientY * gradientY;
          xd += gradientX * difference;
          yd += gradientY * difference;
        }
      }
      double determinant = xx * yy - xy * xy;
      if (xx < LEAST_TEXTURE || yy < LEAST_TEXTURE || determinant < 1e-3 * xx * yy) {
        return;
      }
      double stepX = (yy * xd - xy * yd) / determinant;
      double stepY = (xx * yd - xy * xd) / determinant;
      shiftX = clamp(shiftX - stepX);
      shiftY = clamp(shiftY - stepY);
      if (Math.abs(stepX) + Math.abs(stepY) < 0.02) {
        return;
      }
    }
  }

  private static double clamp(double shift) {
    return Math.max(-FARTHEST, Math.min(FARTHEST, shift));
  }

  /** Mean difference in brightness if the picture is displaced so, each pixel's bounded. */
  private double cost(double x, double y) {
    double sum = 0;
    int count = 0;
    for (int row = FARTHEST + 1; row < height - FARTHEST - 2; row += STEP) {
      for (int column = FARTHEST + 1; column < width - FARTHEST - 2; column += STEP) {
        int i = row * width + column;
        if (expected[i] >= 0) {
          sum += Math.min(OUTLIER, Math.abs(sample(column + x, row + y) - expected[i]));
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private float sample(double x, double y) {
    int left = (int) x;
    int top = (int) y;
    float shareX = (float) (x - left);
    float shareY = (float) (y - top);
    int i = top * width + left;
    float upper = seen[i] + shareX * (seen[i + 1] - seen[i]);
    float lower = seen[i + width] + shareX * (seen[i + width + 1] - seen[i + width]);
    return upper + shareY * (lower - upper);
  }

  private void move(byte[] bgr) {
    for (int y = 0; y < height; y++) {
      double fromY = Math.max(0, Math.min(height - 1.001, y + shiftY));
      int top = (int) fromY;
      int shareY = (int) Math.round(256 * (fromY - top));
      for (int x = 0; x < width; x++) {
        double fromX = Math.max(0, Math.min(width - 1.001, x + shiftX));
        int left = (int) fromX;
        int shareX = (int) Math.round(256 * (fromX - left));
        int at = 3 * (top * width + left);
        int below = at + 3 * width;
        for (int channel = 0; channel < 3; channel++) {
          int upper =
              (256 - shareX) * (bgr[at + channel] & 0xFF) + shareX * (bgr[at + 3 + channel] & 0xFF);
          int lower =
              (256 - shareX) * (bgr[below + channel] & 0xFF)
                  + shareX * (bgr[below + 3 + channel] & 0xFF);
          moved[3 * (y * width + x) + channel] =
              (byte) (((256 - shareY) * upper + shareY * lower + (1 << 15)) >> 16);
        }
      }
    }
  }
}
