package io.panoptes.segment.classic;

import io.panoptes.core.geometry.Point;
import java.util.List;

/**
 * Regions that grow from seeds over every neighbour whose colour is near the region's mean so far
 * and near the pixel that it is reached from.
 */
public final class RegionGrowing {

  /** Share of the tolerance by which two neighbouring pixels of a region may differ. */
  private static final double STEP = 0.6;

  private final WorkPicture picture;
  private final double tolerance;
  private final int[] labels;
  private final int[] queue;

  private RegionGrowing(WorkPicture picture, double tolerance) {
    this.picture = picture;
    this.tolerance = tolerance;
    labels = new int[picture.pixels()];
    queue = new int[picture.pixels()];
  }

  /**
   * Finds regions.
   *
   * @param tolerance farthest in ΔE that a pixel may lie from the region's mean; raising it gives
   *     fewer, larger regions
   * @param seeds normalised positions from which regions grow, in this order, and what they do not
   *     reach belongs to none; when empty, every pixel that no region has reached is a seed, the
   *     flattest first
   * @param minArea smallest region in pixels
   */
  public static Regions find(
      WorkPicture picture, double tolerance, List<Point> seeds, double minArea) {
    RegionGrowing growing = new RegionGrowing(picture, tolerance);
    int count = 0;
    if (seeds.isEmpty()) {
      for (int seed : flattestFirst(picture.gradient())) {
        if (growing.labels[seed] == 0) {
          growing.grow(seed, ++count);
        }
      }
    } else {
      for (Point seed : seeds) {
        int x = Math.min(picture.width() - 1, (int) (seed.x() * picture.width()));
        int y = Math.min(picture.height() - 1, (int) (seed.y() * picture.height()));
        if (growing.labels[y * picture.width() + x] == 0) {
          growing.grow(y * picture.width() + x, ++count);
        }
      }
    }
    Regions grown = Regions.numbered(picture.width(), picture.height(), growing.labels);
    return seeds.isEmpty() ? RegionMerger.merge(picture, grown, minArea) : grown;
  }

  private void grow(int seed, int label) {
    float[] lab = picture.lab();
    double[] sum = new double[3];
    int head = 0;
    int tail = 0;
    queue[tail++] = seed;
    labels[seed] = label;
    double limit = tolerance * tolerance;
    double stepLimit = STEP * STEP * limit;
    while (head < tail) {
      int i = queue[head++];
      for (int c = 0; c < 3; c++) {
        sum[c] += lab[3 * i + c];
      }
      int x = i % picture.width();
      for (int side = 0; side < 4; side++) {
        int beside = Regions.neighbour(i, x, side, picture.width(), labels.length);
        if (beside >= 0
            && labels[beside] == 0
            && picture.difference(i, beside) <= stepLimit
            && fromMean(beside, sum, head) <= limit) {
          labels[beside] = label;
          queue[tail++] = beside;
        }
      }
    }
  }

  private double fromMean(int i, double[] sum, int count) {
    float[] lab = picture.lab();
    double l = lab[3 * i] - sum[0] / count;
    double a = lab[3 * i + 1] - sum[1] / count;
    double b = lab[3 * i + 2] - sum[2] / count;
    return l * l + a * a + b * b;
  }

  /** Pixels by rising gradient in steps of a quarter ΔE, in the order of the rows within a step. */
  private static int[] flattestFirst(float[] gradient) {
    int[] starts = new int[257];
    for (float value : gradient) {
      starts[Math.min(255, (int) (4 * value)) + 1]++;
    }
    for (int level = 1; level < starts.length; level++) {
      starts[level] += starts[level - 1];
    }
    int[] order = new int[gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      order[starts[Math.min(255, (int) (4 * gradient[i]))]++] = i;
    }
    return order;
  }
}
