package io.panoptes.segment.classic;

import java.util.Arrays;

/**
 * Closes edges into regions: what lies far from every edge is the heart of a region, and hearts
 * grow to the edges and through them until they meet. Openings in an edge that are narrower than a
 * gap let nothing through.
 */
public final class EdgeRegions {

  /** Cost of a step across and of a step over the corner, in thirds of a pixel. */
  private static final int STEP = 3;

  private static final int DIAGONAL = 4;

  private EdgeRegions() {}

  /**
   * Finds regions.
   *
   * @param edges not 0 is an edge
   * @param gap widest opening in pixels that is closed; raising it joins fewer regions and loses
   *     narrow ones
   * @param minArea smallest region in pixels
   */
  public static Regions find(WorkPicture picture, byte[] edges, double gap, double minArea) {
    int width = picture.width();
    int height = picture.height();
    int[] distance = distances(width, height, edges);
    int heart = (int) Math.round(STEP * gap / 2);
    int[] inner = new int[edges.length];
    byte[] relief = new byte[edges.length];
    for (int i = 0; i < edges.length; i++) {
      inner[i] = distance[i] > heart ? 1 : 0;
      relief[i] = (byte) (Flooding.LEVELS - 1 - Math.min(Flooding.LEVELS - 1, distance[i]));
    }
    Regions hearts = Regions.connected(width, height, inner);
    int[] labels = hearts.labels().clone();
    if (hearts.count() == 0) {
      Arrays.fill(labels, 1);
    } else {
      Flooding.flood(width, relief, labels);
    }
    return RegionMerger.merge(picture, Regions.connected(width, height, labels), minArea);
  }

  /** To the nearest edge in thirds of a pixel, by Borgefors' chamfer (1986). */
  private static int[] distances(int width, int height, byte[] edges) {
    int far = STEP * (width + height);
    int[] distance = new int[edges.length];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        int least = edges[i] != 0 ? 0 : far;
        if (x > 0) {
          least = Math.min(least, distance[i - 1] + STEP);
        }
        if (y > 0) {
          least = Math.min(least, distance[i - width] + STEP);
          if (x > 0) {
            least = Math.min(least, distance[i - width - 1] + DIAGONAL);
          }
          if (x + 1 < width) {
            least = Math.min(least, distance[i - width + 1] + DIAGONAL);
          }
        }
        distance[i] = least;
      }
    }
    for (int y = height - 1, i = edges.length - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--, i--) {
        int least = distance[i];
        if (x + 1 < width) {
          least = Math.min(least, distance[i + 1] + STEP);
        }
        if (y + 1 < height) {
          least = Math.min(least, distance[i + width] + STEP);
          if (x + 1 < width) {
            least = Math.min(least, distance[i + width + 1] + DIAGONAL);
          }
          if (x > 0) {
            least = Math.min(least, distance[i + width - 1] + DIAGONAL);
          }
        }
        distance[i] = least;
      }
    }
    return distance;
  }
}
