package io.panoptes.segment.classic;

import java.util.Arrays;

/**
 * How much colour changes on the way to the nearest seed (geodesic distance after Bai and Sapiro,
 * 2007), by passes over the picture there and back.
 */
public final class GeodesicDistance {

  private static final int PASSES = 4;

  /** ΔE that a step counts where nothing changes. */
  private static final float STEP = 0.25f;

  private static final float DIAGONAL = 1.41421356f;

  private GeodesicDistance() {}

  /**
   * Measures.
   *
   * @param start distance that each pixel begins with: 0 at seeds, infinite elsewhere, or what a
   *     weak seed counts
   */
  public static float[] from(WorkPicture picture, float[] start) {
    float[] distance = start.clone();
    int width = picture.width();
    int height = picture.height();
    for (int pass = 0; pass < PASSES; pass++) {
      float[] before = distance.clone();
      for (int y = 0, i = 0; y < height; y++) {
        for (int x = 0; x < width; x++, i++) {
          if (x > 0) {
            relax(picture, distance, i, i - 1, 1);
          }
          if (y > 0) {
            relax(picture, distance, i, i - width, 1);
            if (x > 0) {
              relax(picture, distance, i, i - width - 1, DIAGONAL);
            }
            if (x + 1 < width) {
              relax(picture, distance, i, i - width + 1, DIAGONAL);
            }
          }
        }
      }
      for (int y = height - 1, i = distance.length - 1; y >= 0; y--) {
        for (int x = width - 1; x >= 0; x--, i--) {
          if (x + 1 < width) {
            relax(picture, distance, i, i + 1, 1);
          }
          if (y + 1 < height) {
            relax(picture, distance, i, i + width, 1);
            if (x + 1 < width) {
              relax(picture, distance, i, i + width + 1, DIAGONAL);
            }
            if (x > 0) {
              relax(picture, distance, i, i + width - 1, DIAGONAL);
            }
          }
        }
      }
      if (Arrays.equals(before, distance)) {
        break;
      }
    }
    return distance;
  }

  private static void relax(WorkPicture picture, float[] distance, int i, int from, float length) {
    if (distance[from] < distance[i]) {
      float change = (float) Math.sqrt(picture.difference(i, from));
      distance[i] = Math.min(distance[i], distance[from] + STEP * length + change);
    }
  }
}
