package io.panoptes.segment.classic;

import java.util.Arrays;

/**
 * Watershed of the colour gradient: every minimum is a basin, basins are flooded after Meyer, and
 * basins whose depth below the pass to a neighbour is too small run into it.
 */
public final class Watershed {

  /** Levels of the relief for a ΔE of 1. */
  private static final float LEVELS_PER_DIFFERENCE = 6;

  private Watershed() {}

  /**
   * Finds regions.
   *
   * @param depth least depth of a basin in ΔE a pixel; raising it gives fewer, larger regions
   * @param minArea smallest region in pixels
   */
  public static Regions find(WorkPicture picture, double depth, double minArea) {
    byte[] relief = relief(picture.gradient());
    int[] labels = minima(picture.width(), relief);
    int[] floor = floors(relief, labels);
    Flooding.flood(picture.width(), relief, labels);
    fill(picture.width(), relief, labels, floor, depth * LEVELS_PER_DIFFERENCE);
    Regions basins = Regions.numbered(picture.width(), picture.height(), labels);
    return RegionMerger.merge(picture, basins, minArea);
  }

  private static byte[] relief(float[] gradient) {
    byte[] relief = new byte[gradient.length];
    for (int i = 0; i < relief.length; i++) {
      relief[i] =
          (byte) Math.min(Flooding.LEVELS - 1, Math.round(gradient[i] * LEVELS_PER_DIFFERENCE));
    }
    return relief;
  }

  /** Labels the plateaus that have no lower neighbour. */
  private static int[] minima(int width, byte[] relief) {
    int pixels = relief.length;
    int[] labels = new int[pixels];
    boolean[] seen = new boolean[pixels];
    int[] plateau = new int[pixels];
    int count = 0;
    for (int seed = 0; seed < pixels; seed++) {
      if (seen[seed]) {
        continue;
      }
      seen[seed] = true;
      int tail = 0;
      plateau[tail++] = seed;
      int level = relief[seed] & 0xFF;
      boolean lowest = true;
      for (int head = 0; head < tail; head++) {
        int i = plateau[head];
        int x = i % width;
        for (int side = 0; side < 4; side++) {
          int beside = Regions.neighbour(i, x, side, width, pixels);
          if (beside < 0) {
            continue;
          }
          int other = relief[beside] & 0xFF;
          lowest &= other >= level;
          if (other == level && !seen[beside]) {
            seen[beside] = true;
            plateau[tail++] = beside;
          }
        }
      }
      if (lowest) {
        count++;
        for (int k = 0; k < tail; k++) {
          labels[plateau[k]] = count;
        }
      }
    }
    return labels;
  }

  private static int[] floors(byte[] relief, int[] labels) {
    int highest = 0;
    for (int label : labels) {
      highest = Math.max(highest, label);
    }
    int[] floor = new int[highest + 1];
    for (int i = 0; i < labels.length; i++) {
      floor[labels[i]] = relief[i] & 0xFF;
    }
    return floor;
  }

  /** Joins basins over their passes, the lowest pass first. */
  private static void fill(int width, byte[] relief, int[] labels, int[] floor, double depth) {
    long[] passes = passes(width, relief, labels);
    int[] parent = new int[floor.length];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (long pass : passes) {
      int height = (int) (pass >>> 48);
      int one = root(parent, (int) (pass >>> 24 & 0xFFFFFF));
      int other = root(parent, (int) (pass & 0xFFFFFF));
      if (one != other && height - Math.max(floor[one], floor[other]) < depth) {
        int low = Math.min(one, other);
        parent[Math.max(one, other)] = low;
        floor[low] = Math.min(floor[one], floor[other]);
      }
    }
    for (int i = 0; i < labels.length; i++) {
      labels[i] = root(parent, labels[i]);
    }
  }

  /** Height and both basins of each pair of neighbouring pixels of different basins, ascending. */
  private static long[] passes(int width, byte[] relief, int[] labels) {
    long[] passes = new long[1024];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int step = 0; step < 2; step++) {
        int beside = step == 0 ? ((i + 1) % width == 0 ? -1 : i + 1) : i + width;
        if (beside < 0 || beside >= labels.length || labels[beside] == labels[i]) {
          continue;
        }
        if (count == passes.length) {
          passes = Arrays.copyOf(passes, 2 * count);
        }
        long height = Math.max(relief[i] & 0xFF, relief[beside] & 0xFF);
        long low = Math.min(labels[i], labels[beside]);
        long high = Math.max(labels[i], labels[beside]);
        passes[count++] = height << 48 | low << 24 | high;
      }
    }
    passes = Arrays.copyOf(passes, count);
    Arrays.sort(passes);
    return passes;
  }

  private static int root(int[] parent, int label) {
    int root = label;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }
}
