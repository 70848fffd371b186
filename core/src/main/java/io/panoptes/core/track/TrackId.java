package io.panoptes.core.track;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.CameraId;

/**
 * An identity that lasts, unique within its camera.
 *
 * @param camera the camera that saw it
 * @param number from 1, in the order of appearance, never used again
 */
public record TrackId(CameraId camera, long number) {

  public TrackId {
    requireNonNull(camera, "camera is null");
    if (number < 1) {
      throw new IllegalArgumentException("track number " + number + " must be at least 1");
    }
  }

  /** {@code camera#number}. */
  @Override
  public String toString() {
    return camera + "#" + number;
  }
}
