package io.panoptes.sink.record;

import io.panoptes.core.frame.CameraId;
import java.time.Duration;

/** Hears what becomes of each picture. Called from many threads. */
public interface RecordListener {

  void in(CameraId camera);

  /**
   * @param latency from the beginning of the work on it until it is in the file
   */
  void processed(CameraId camera, Duration latency);

  /**
   * @param reason a fixed word
   */
  void failed(CameraId camera, String reason);
}
