package io.panoptes.segment.head;

import java.util.Arrays;

/**
 * Groups cells of things into instances: each votes for a place, and the centre nearest to its vote
 * gets it (Cheng et al., 2020). Reuses its memory from call to call. Not safe for threads.
 */
final class CentreGrouping {

  private final double threshold;
  private final int window;
  private final int most;
  private final double reach;
  private float[] rowsMost = new float[0];
  private int[] instances = new int[0];
  private int[] centres = new int[0];
  private float[] rows = new float[0];
  private float[] columns = new float[0];
  private int count;

  CentreGrouping(double threshold, int window, int most, double reach) {
    this.threshold = threshold;
    this.window = window;
    this.most = most;
    this.reach = reach;
  }

  /** Cells of the centres that the last call found, the hottest first; of equal ones the first. */
  int[] centres() {
    return Arrays.copyOf(centres, count);
  }

  /**
   * Finds each thing cell's instance.
   *
   * @param heat of centres, row-major
   * @param offsets rows and columns from each cell to its centre, in cells
   * @param things not 0 where a thing is
   * @return the number of the cell's centre, from 0; −1 for cells of no thing, −2 for those that
   *     reach no centre; valid until the next call
   */
  int[] group(float[] heat, float[] offsets, byte[] things, int width, int height) {
    findCentres(heat, width, height);
    if (instances.length != heat.length) {
      instances = new int[heat.length];
    }
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        instances[i] = things[i] == 0 ? -1 : nearest(y, x, offsets[2 * i], offsets[2 * i + 1]);
      }
    }
    return instances;
  }

  private int nearest(int y, int x, float down, float right) {
    float voteY = y + down;
    float voteX = x + right;
    int best = -2;
    double limit = reach + 0.5 * Math.sqrt(down * down + right * right);
    float least = reach == 0 ? Float.POSITIVE_INFINITY : (float) (limit * limit);
    for (int c = 0; c < count; c++) {
      float dy = rows[c] - voteY;
      float dx = columns[c] - voteX;
      float distance = dy * dy + dx * dx;
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  private void findCentres(float[] heat, int width, int height) {
    int half = window / 2;
    if (rowsMost.length != heat.length) {
      rowsMost = new float[heat.length];
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int v = Math.max(0, x - half); v <= Math.min(width - 1, x + half); v++) {
          largest = Math.max(largest, heat[y * width + v]);
        }
        rowsMost[y * width + x] = largest;
      }
    }
    count = 0;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (heat[i] > threshold
            && heat[i] == rowsMost[i]
            && isHottest(heat[i], x, y, half, width, height)) {
          add(i);
        }
      }
    }
    keepHottest(heat);
    if (rows.length < count) {
      rows = new float[centres.length];
      columns = new float[centres.length];
    }
    for (int c = 0; c < count; c++) {
      rows[c] = centres[c] / width;
      columns[c] = centres[c] % width;
    }
  }

  private boolean isHottest(float value, int x, int y, int half, int width, int height) {
    for (int v = Math.max(0, y - half); v <= Math.min(height - 1, y + half); v++) {
      if (rowsMost[v * width + x] > value) {
        return false;
      }
    }
    return true;
  }

  private void add(int cell) {
    if (count == centres.length) {
      centres = Arrays.copyOf(centres, Math.max(64, 2 * count));
    }
    centres[count++] = cell;
  }

  private void keepHottest(float[] heat) {
    for (int i = 1; i < count; i++) {
      int cell = centres[i];
      int at = i;
      while (at > 0 && heat[centres[at - 1]] < heat[cell]) {
        centres[at] = centres[at - 1];
        at--;
      }
      centres[at] = cell;
    }
    count = Math.min(count, most);
  }
}
