package io.panoptes.sink.record;

import io.panoptes.sink.draw.Picture;
import java.io.IOException;

/**
 * A video being written. An instance belongs to one thread at a time. What was added stays playable
 * when the process is killed, but for the last seconds.
 */
public interface VideoFile extends AutoCloseable {

  /**
   * @param picture of the video's size; it may be changed after the call
   * @param micros when to show it, greater than that of the picture before
   * @throws IOException when it cannot be written; the message names the file and the cause
   */
  void add(Picture picture, long micros) throws IOException;

  /** Finishes the file and frees native memory; may be called more than once. */
  @Override
  void close() throws IOException;
}
