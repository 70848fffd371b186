package io.panoptes.segment.classic;

import java.util.Arrays;

/**
 * Superpixels by simple linear iterative clustering (Achanta and others, 2012): k-means of colour
 * and position within the reach of a grid, then connected parts, the small ones dissolved.
 */
public final class Slic {

  private static final int VALUES = 5;

  private final WorkPicture picture;
  private final int step;
  private final double spatial;
  private final float[] centres;
  private final int count;
  private final int[] labels;
  private final double[] distance;

  private Slic(WorkPicture picture, int superpixels, double compactness) {
    this.picture = picture;
    step = Math.max(2, (int) Math.round(Math.sqrt(picture.pixels() / (double) superpixels)));
    spatial = compactness * compactness / (step * (double) step);
    int columns = Math.max(1, Math.round(picture.width() / (float) step));
    int rows = Math.max(1, Math.round(picture.height() / (float) step));
    count = columns * rows;
    centres = new float[VALUES * count];
    float[] gradient = picture.gradient();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int x = (int) ((column + 0.5) * picture.width() / columns);
        int y = (int) ((row + 0.5) * picture.height() / rows);
        place(row * columns + column, flattest(gradient, x, y));
      }
    }
    labels = new int[picture.pixels()];
    distance = new double[picture.pixels()];
  }

  /**
   * Finds superpixels.
   *
   * @param superpixels about how many
   * @param compactness ΔE that a step of the grid counts; raising it makes them squarer and keeps
   *     less to edges
   * @param iterations how often centres move; raising it lets them settle and takes time
   * @param minArea smallest in pixels, at least a quarter of the grid's squares
   */
  public static Regions find(
      WorkPicture picture, int superpixels, double compactness, int iterations, double minArea) {
    Slic slic = new Slic(picture, superpixels, compactness);
    for (int round = 0; round < iterations; round++) {
      slic.assign();
      slic.move();
    }
    slic.assign();
    Regions parts = Regions.connected(picture.width(), picture.height(), slic.labels);
    double least = Math.max(minArea, slic.step * (double) slic.step / 4);
    return RegionMerger.merge(picture, parts, least);
  }

  /** The pixel with the least gradient among nine, so that no centre lies on an edge. */
  private int flattest(float[] gradient, int x, int y) {
    int best = y * picture.width() + x;
    for (int v = Math.max(0, y - 1); v <= Math.min(picture.height() - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(picture.width() - 1, x + 1); u++) {
        int i = v * picture.width() + u;
        best = gradient[i] < gradient[best] ? i : best;
      }
    }
    return best;
  }

  private void place(int k, int pixel) {
    System.arraycopy(picture.lab(), 3 * pixel, centres, VALUES * k, 3);
    centres[VALUES * k + 3] = pixel % picture.width();
    centres[VALUES * k + 4] = pixel / picture.width();
  }

  private void assign() {
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    Arrays.fill(labels, 1);
    float[] lab = picture.lab();
    int width = picture.width();
    for (int k = 0; k < count; k++) {
      float l = centres[VALUES * k];
      float a = centres[VALUES * k + 1];
      float b = centres[VALUES * k + 2];
      float cx = centres[VALUES * k + 3];
      float cy = centres[VALUES * k + 4];
      int top = Math.max(0, (int) (cy - 2 * step));
      int bottom = Math.min(picture.height() - 1, (int) (cy + 2 * step));
      int left = Math.max(0, (int) (cx - 2 * step));
      int right = Math.min(width - 1, (int) (cx + 2 * step));
      for (int y = top; y <= bottom; y++) {
        for (int x = left, i = y * width + left; x <= right; x++, i++) {
          float dl = lab[3 * i] - l;
          float da = lab[3 * i + 1] - a;
          float db = lab[3 * i + 2] - b;
          float dx = x - cx;
          float dy = y - cy;
          double d = dl * dl + da * da + db * db + spatial * (dx * dx + dy * dy);
          if (d < distance[i]) {
            distance[i] = d;
            labels[i] = k + 1;
          }
        }
      }
    }
  }

  private void move() {
    double[] sums = new double[VALUES * count];
    int[] sizes = new int[count];
    float[] lab = picture.lab();
    for (int y = 0, i = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++, i++) {
        int k = labels[i] - 1;
        sizes[k]++;
        sums[VALUES * k] += lab[3 * i];
        sums[VALUES * k + 1] += lab[3 * i + 1];
        sums[VALUES * k + 2] += lab[3 * i + 2];
        sums[VALUES * k + 3] += x;
        sums[VALUES * k + 4] += y;
      }
    }
    for (int k = 0; k < count; k++) {
      for (int v = 0; v < VALUES && sizes[k] > 0; v++) {
        centres[VALUES * k + v] = (float) (sums[VALUES * k + v] / sizes[k]);
      }
    }
  }
}
