package io.panoptes.ingest;

import io.panoptes.core.frame.CameraId;
import java.util.OptionalLong;

/**
 * How a camera is doing, at one moment.
 *
 * @param camera which
 * @param state what it is doing
 * @param epoch number of the current or last connection, 0 before the first
 * @param framesPublished acknowledged by Kafka since the start of this process, all epochs together
 * @param totalFrames of a recording, as far as the container knows; a guide, not a promise
 * @param dropped frames left out for any reason, since the start of this process
 * @param failed frames that could not be encoded or published, likewise
 * @param note the last error or warning, without credentials; empty when there is none
 */
public record CameraStatus(
    CameraId camera,
    State state,
    long epoch,
    long framesPublished,
    OptionalLong totalFrames,
    long dropped,
    long failed,
    String note) {

  /** The same with another note. */
  public CameraStatus withNote(String text) {
    return new CameraStatus(
        camera, state, epoch, framesPublished, totalFrames, dropped, failed, text);
  }

  /** What a camera is doing. */
  public enum State {
    /** Opening the source. */
    CONNECTING,
    /** Reading pictures. */
    STREAMING,
    /** Waiting before connecting again. */
    BACKING_OFF,
    /** The recording was read to its end, and everything is acknowledged. */
    COMPLETED,
    /** The recording could not be read; {@code note} says why. */
    FAILED,
    /** Somebody stopped it. */
    STOPPED;

    /** Whether nothing more will come. */
    public boolean isFinal() {
      return this == COMPLETED || this == FAILED || this == STOPPED;
    }
  }
}
