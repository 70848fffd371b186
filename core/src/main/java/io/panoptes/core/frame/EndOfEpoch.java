package io.panoptes.core.frame;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Closes an epoch of a camera. It travels through every stage behind the epoch's last frame, so
 * that whoever sees it has seen everything of that epoch that will ever come.
 *
 * @param camera the camera
 * @param epoch the epoch that ended
 * @param frames how many frames ingest published in it
 * @param endedAt event time of the end: that of the last frame, or of the connection if there was
 *     none
 * @param reason why it ended
 */
public record EndOfEpoch(CameraId camera, long epoch, long frames, Instant endedAt, Reason reason) {

  /** Why an epoch ended. */
  public enum Reason {
    /** The recording was read to its end. */
    COMPLETED,
    /** The connection broke or fell silent; the camera may come back in a new epoch. */
    INTERRUPTED,
    /** Somebody stopped the source. */
    STOPPED
  }

  public EndOfEpoch {
    requireNonNull(camera, "camera is null");
    requireNonNull(endedAt, "endedAt is null");
    requireNonNull(reason, "reason is null");
    if (epoch < 0 || frames < 0) {
      throw new IllegalArgumentException(
          "epoch " + epoch + " and frames " + frames + " must not be negative");
    }
  }
}
