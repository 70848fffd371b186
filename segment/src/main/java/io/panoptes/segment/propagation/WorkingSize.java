package io.panoptes.segment.propagation;

/**
 * The size at which pictures are compared: halved until they have at most 384 rows, which keeps
 * flow at a few milliseconds whatever the camera.
 */
record WorkingSize(int width, int height) {

  private static final int MOST_ROWS = 384;

  /** What an engine can work on at least. */
  private static final int LEAST_SIDE = 16;

  static WorkingSize of(int frameWidth, int frameHeight) {
    int divisor = 1;
    while (frameHeight / divisor > MOST_ROWS && frameWidth / divisor > 2 * LEAST_SIDE) {
      divisor *= 2;
    }
    return new WorkingSize(
        Math.max(LEAST_SIDE, (frameWidth + divisor - 1) / divisor),
        Math.max(LEAST_SIDE, (frameHeight + divisor - 1) / divisor));
  }

  int pixels() {
    return width * height;
  }
}
