package io.panoptes.track;

import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.state.StateException;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.List;

/**
 * Gives the things that one camera sees identities that last. One instance a camera, called by one
 * thread, frame after frame in order. Everything it knows between frames is in its state: a tracker
 * whose state was written and read into a fresh instance goes on exactly as the first one would
 * have. It reads no clock; time is the frames' event time.
 */
public interface Tracker {

  /**
   * The next frame of the camera.
   *
   * @return the tracks alive in this frame, in ascending order of number
   */
  List<TrackedSegment> update(PanopticFrame frame);

  /** Ends every track; numbers go on, so that none is used twice. */
  void endTracks();

  /** The largest number given so far, 0 when none was. */
  long lastNumber();

  /** Makes the numbers of a fresh tracker begin after {@code lastNumber}, which is at least 0. */
  void startAfter(long lastNumber);

  /** Writes everything that the next frames need. */
  void writeState(StateWriter out);

  /**
   * Replaces this tracker's state.
   *
   * @param version of the program that wrote it, {@link CameraTracker#OLDEST_STATE_VERSION} to
   *     {@link CameraTracker#STATE_VERSION}
   * @throws StateException when the bytes are not a state of this tracker; it must not be used then
   */
  void readState(StateReader in, int version);
}
