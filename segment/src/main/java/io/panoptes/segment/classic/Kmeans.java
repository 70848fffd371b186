package io.panoptes.segment.classic;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * k-means of colours and, by a weight, positions: Lloyd's iterations from seeds spread after
 * k-means++ (Arthur and Vassilvitskii, 2007) with a fixed random seed, learnt on at most 16384
 * pixels of a regular grid.
 */
public final class Kmeans {

  private static final int DIMENSIONS = 5;
  private static final int MOST_SAMPLES = 16_384;
  private static final long SEED = 1;

  private final int clusters;
  private final float[] samples;
  private final float[] centres;
  private final int count;

  private Kmeans(float[] samples, int clusters) {
    this.samples = samples;
    this.clusters = clusters;
    this.count = samples.length / DIMENSIONS;
    this.centres = new float[clusters * DIMENSIONS];
  }

  /**
   * Puts each pixel into a cluster.
   *
   * @param clusters how many at most
   * @param iterations how often centres move at most
   * @param position ΔE that the distance of the picture's height counts
   * @return clusters from 1, by rising lightness of their centres
   */
  public static int[] assign(WorkPicture picture, int clusters, int iterations, double position) {
    float[] all = features(picture, position, 1);
    int stride = (int) Math.ceil(Math.sqrt(picture.pixels() / (double) MOST_SAMPLES));
    Kmeans kmeans = new Kmeans(stride <= 1 ? all : features(picture, position, stride), clusters);
    kmeans.spread();
    kmeans.iterate(iterations);
    int[] rank = kmeans.ranks();
    int[] labels = new int[picture.pixels()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rank[kmeans.nearest(all, i, kmeans.clusters)] + 1;
    }
    return labels;
  }

  private static float[] features(WorkPicture picture, double position, int stride) {
    int columns = (picture.width() + stride - 1) / stride;
    int rows = (picture.height() + stride - 1) / stride;
    float[] features = new float[columns * rows * DIMENSIONS];
    float scale = (float) (position / picture.height());
    int at = 0;
    for (int y = 0; y < picture.height(); y += stride) {
      for (int x = 0; x < picture.width(); x += stride) {
        System.arraycopy(picture.lab(), 3 * (y * picture.width() + x), features, at, 3);
        features[at + 3] = x * scale;
        features[at + 4] = y * scale;
        at += DIMENSIONS;
      }
    }
    return features;
  }

  private void spread() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] distance = new double[count];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int chosen = random.nextInt(count);
    for (int k = 0; k < clusters; k++) {
      System.arraycopy(samples, chosen * DIMENSIONS, centres, k * DIMENSIONS, DIMENSIONS);
      double total = 0;
      for (int i = 0; i < count; i++) {
        distance[i] = Math.min(distance[i], squared(samples, i, k));
        total += distance[i];
      }
      double target = random.nextDouble() * total;
      chosen = count - 1;
      for (int i = 0; i < count; i++) {
        target -= distance[i];
        if (target < 0) {
          chosen = i;
          break;
        }
      }
    }
  }

  private void iterate(int iterations) {
    int[] nearest = new int[count];
    Arrays.fill(nearest, -1);
    for (int round = 0; round < iterations; round++) {
      boolean moved = false;
      double[] sums = new double[clusters * DIMENSIONS];
      int[] sizes = new int[clusters];
      for (int i = 0; i < count; i++) {
        int k = nearest(samples, i, clusters);
        moved |= k != nearest[i];
        nearest[i] = k;
        sizes[k]++;
        for (int d = 0; d < DIMENSIONS; d++) {
          sums[k * DIMENSIONS + d] += samples[i * DIMENSIONS + d];
        }
      }
      if (!moved) {
        return;
      }
      for (int k = 0; k < clusters; k++) {
        for (int d = 0; d < DIMENSIONS && sizes[k] > 0; d++) {
          centres[k * DIMENSIONS + d] = (float) (sums[k * DIMENSIONS + d] / sizes[k]);
        }
      }
    }
  }

  private int nearest(float[] from, int i, int among) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < among; k++) {
      double distance = squared(from, i, k);
      if (distance < least) {
        least = distance;
        best = k;
      }
    }
    return best;
  }

  private double squared(float[] from, int i, int k) {
    double sum = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
      double difference = from[i * DIMENSIONS + d] - centres[k * DIMENSIONS + d];
      sum += difference * difference;
    }
    return sum;
  }

  private int[] ranks() {
    int[] rank = new int[clusters];
    for (int k = 0; k < clusters; k++) {
      for (int other = 0; other < clusters; other++) {
        float mine = centres[k * DIMENSIONS];
        float theirs = centres[other * DIMENSIONS];
        rank[k] += theirs < mine || (theirs == mine && other < k) ? 1 : 0;
      }
    }
    return rank;
  }
}
