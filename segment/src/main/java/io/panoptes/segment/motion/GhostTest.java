package io.panoptes.segment.motion;

/**
 * Tells a thing from the hole that a thing left: the outline of a thing is an edge in the picture,
 * that of a ghost is an edge in the background only.
 */
final class GhostTest {

  /** Least brightness step, summed over both directions, that counts as an edge. */
  private static final double EDGE = 10;

  private static final float FACTOR = 1.4f;

  private final int width;
  private final int height;

  GhostTest(int width, int height) {
    this.width = width;
    this.height = height;
  }

  boolean isGhost(SoftMask mask, byte[] picture, BackgroundModel background) {
    Region region = mask.region;
    double inPicture = 0;
    double inBackground = 0;
    int count = 0;
    for (int y = Math.max(2, region.top()); y < Math.min(height - 2, region.bottom()); y++) {
      for (int x = Math.max(2, region.left()); x < Math.min(width - 2, region.right()); x++) {
        if (mask.at(x, y) < 0.5f
            || (mask.at(x - 1, y) >= 0.5f
                && mask.at(x + 1, y) >= 0.5f
                && mask.at(x, y - 1) >= 0.5f
                && mask.at(x, y + 1) >= 0.5f)) {
          continue;
        }
        int i = y * width + x;
        inPicture +=
            Math.abs(brightness(picture, i + 2) - brightness(picture, i - 2))
                + Math.abs(brightness(picture, i + 2 * width) - brightness(picture, i - 2 * width));
        inBackground +=
            Math.abs(background.brightness(i + 2) - background.brightness(i - 2))
                + Math.abs(
                    background.brightness(i + 2 * width) - background.brightness(i - 2 * width));
        count++;
      }
    }
    return count > 8 && inBackground > EDGE * count && inBackground > FACTOR * inPicture;
  }

  private static float brightness(byte[] bgr, int i) {
    return ((bgr[3 * i] & 0xFF) + (bgr[3 * i + 1] & 0xFF) + (bgr[3 * i + 2] & 0xFF)) / 3f;
  }
}
