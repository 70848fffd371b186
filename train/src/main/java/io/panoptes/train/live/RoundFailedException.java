package io.panoptes.train.live;

import io.panoptes.core.frame.CameraId;

/** A round of learning that could not be finished; the next one may be. */
public final class RoundFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient CameraId camera;

  RoundFailedException(CameraId camera, Exception cause) {
    super("a round for " + camera + " failed: " + cause.getMessage(), cause);
    this.camera = camera;
  }

  public CameraId camera() {
    return camera;
  }
}
