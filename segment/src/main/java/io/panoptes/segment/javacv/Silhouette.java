package io.panoptes.segment.javacv;

import io.panoptes.segment.motion.Region;

/** The rough outline of somebody upright, for the moment before anything better is known. */
final class Silhouette {

  private Silhouette() {}

  /** A value for each pixel of the box, 0 to 1. */
  static float[] draw(Region box) {
    float[] mask = new float[box.area()];
    for (int y = 0, i = 0; y < box.height(); y++) {
      float v = (y + 0.5f) / box.height();
      for (int x = 0; x < box.width(); x++, i++) {
        float u = Math.abs((x + 0.5f) / box.width() - 0.5f);
        mask[i] = u < halfWidth(v) ? 1 : 0;
      }
    }
    return mask;
  }

  private static float halfWidth(float v) {
    if (v < 0.15f) {
      return 0.2f * (float) Math.sqrt(Math.max(0, 1 - Math.pow((v - 0.075f) / 0.085f, 2)));
    }
    if (v < 0.55f) {
      return 0.34f;
    }
    return 0.32f - 0.1f * (v - 0.55f);
  }
}
