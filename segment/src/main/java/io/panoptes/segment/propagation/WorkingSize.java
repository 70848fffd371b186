package io.panoptes.segment.propagation;

/**
 * The size at which pictures are compared: halved until they have at most 384 rows, which keeps
 * flow at a few milliseconds whatever the camera.
 */
record WorkingSize(int width, int height) {

  private static final int MOST_ROWS = 384;

  static WorkingSize of(int frameWidth, int frameHeight) {
    int divisor = 1;
    while (frameHeight / divisor > MOST_ROWS && frameWidth / divisor > 2 * FlowEngine.LEAST_SIDE) {
      divisor *= 2;
    }
    return new WorkingSize(
        Math.max(FlowEngine.LEAST_SIDE, (frameWidth + divisor - 1) / divisor),
        Math.max(FlowEngine.LEAST_SIDE, (frameHeight + divisor - 1) / divisor));
  }

  int pixels() {
    return width * height;
  }
}
