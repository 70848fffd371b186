package io.panoptes.sink.export;

import io.panoptes.core.track.TrackedFrame;
import java.io.IOException;

/** The files of one camera in one format. For one thread. */
public interface FrameExport extends AutoCloseable {

  /**
   * Takes the next frame.
   *
   * @param number of the frame, from 1, ascending
   */
  void add(TrackedFrame frame, long number) throws IOException;

  /** Makes the files readable with everything so far; more may follow. */
  void finish() throws IOException;

  /** Finishes and gives up what is held. */
  @Override
  void close() throws IOException;
}
