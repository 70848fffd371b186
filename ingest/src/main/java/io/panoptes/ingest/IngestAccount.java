package io.panoptes.ingest;

import io.panoptes.core.frame.CameraId;
import java.time.Duration;

/**
 * Where the fate of every frame is written down: each that came in is later processed, dropped or
 * failed, once. Called from many threads.
 */
public interface IngestAccount {

  /** A frame was decoded, or lost in decoding. */
  void in(CameraId camera);

  /**
   * A frame was published and acknowledged.
   *
   * @param latency since it was decoded
   */
  void processed(CameraId camera, Duration latency);

  /** A frame was left out on purpose. */
  void dropped(CameraId camera, DropReason reason);

  /** A frame could not be published. */
  void failed(CameraId camera, FailReason reason);

  /** Why a frame was left out. */
  enum DropReason {
    /** A newer one came before it could be published. */
    MAILBOX,
    /** More came than the configured frame rate. */
    FRAME_RATE,
    /** It was damaged, or built upon a damaged one. */
    CORRUPT,
    /** The camera was stopped before it was published. */
    STOPPED
  }

  /** Why a frame could not be published. */
  enum FailReason {
    /** It could not be compressed. */
    ENCODE,
    /** It is larger than a message may be. */
    TOO_LARGE,
    /** Kafka did not take it. */
    PUBLISH
  }
}
