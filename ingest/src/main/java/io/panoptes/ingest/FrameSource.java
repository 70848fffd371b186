package io.panoptes.ingest;

import java.util.Optional;

/**
 * One connection to a camera, or one pass through a recording. One thread opens, reads and closes
 * it; {@link #interrupt} may come from any other. A source is opened once.
 */
public interface FrameSource extends AutoCloseable {

  /**
   * Connects and learns what there is. Does not block for longer than the connect timeout.
   *
   * @throws SourceException when there is nothing that can be read
   */
  SourceInfo open() throws SourceException;

  /**
   * The next picture in presentation order, owned by the caller; empty at the end.
   *
   * @throws SourceException when the connection broke, timed out or was interrupted
   */
  Optional<Picture> next() throws SourceException;

  /** What was wrong with a recording that could not be read to its proper end, in words. */
  default Optional<String> shortfall() {
    return Optional.empty();
  }

  /** Makes a blocked or later {@link #open} or {@link #next} fail soon. Safe from any thread. */
  void interrupt();

  /** Releases everything; all pictures must have been closed before. */
  @Override
  void close();

  /** Makes sources. */
  interface Factory {

    /** A new, unopened source. */
    FrameSource create(CameraSettings settings);
  }
}
