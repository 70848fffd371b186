package io.panoptes.segment.classic;

import java.util.Arrays;

/**
 * Meyer's flooding (1991): markers grow over a relief of 256 levels, the lowest pixels first and
 * among these the earliest reached, until they meet. Every pixel gets a label; there are no lines
 * between them.
 */
final class Flooding {

  static final int LEVELS = 256;

  private Flooding() {}

  /**
   * Floods.
   *
   * @param relief unsigned bytes
   * @param labels markers, 0 where there is none; filled in place. Without any marker it stays 0.
   */
  static void flood(int width, byte[] relief, int[] labels) {
    int pixels = labels.length;
    int[] next = new int[pixels];
    boolean[] queued = new boolean[pixels];
    int[] heads = new int[LEVELS];
    int[] tails = new int[LEVELS];
    Arrays.fill(heads, -1);
    for (int i = 0; i < pixels; i++) {
      if (labels[i] != 0) {
        queued[i] = true;
        append(heads, tails, next, relief[i] & 0xFF, i);
      }
    }
    int level = 0;
    while (level < LEVELS) {
      int i = heads[level];
      if (i < 0) {
        level++;
        continue;
      }
      heads[level] = next[i];
      int x = i % width;
      for (int side = 0; side < 4; side++) {
        int beside = Regions.neighbour(i, x, side, width, pixels);
        if (beside >= 0 && !queued[beside]) {
          queued[beside] = true;
          labels[beside] = labels[i];
          append(heads, tails, next, Math.max(level, relief[beside] & 0xFF), beside);
        }
      }
    }
  }

  private static void append(int[] heads, int[] tails, int[] next, int level, int pixel) {
    next[pixel] = -1;
    if (heads[level] < 0) {
      heads[level] = pixel;
    } else {
      next[tails[level]] = pixel;
    }
    tails[level] = pixel;
  }
}
