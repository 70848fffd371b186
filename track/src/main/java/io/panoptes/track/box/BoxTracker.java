package io.panoptes.track.box;

import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.List;

/**
 * Links boxes and scores from frame to frame: association and nothing else, so that it can run on
 * detection files and be compared with the reference implementations row for row. Called by one
 * thread, once for each frame in order, frames without detections included.
 */
public interface BoxTracker {

  /**
   * The next frame.
   *
   * @param time of the frame, in the unit in which the tracker's greatest age was given
   * @param steps frame periods since the last call, at least 1; more than 1 when frames between
   *     were dropped
   * @return all live tracks, in the order of their numbers
   */
  List<BoxTrack> update(List<Detection> detections, double time, int steps);

  /**
   * What the next frame's picture did since the last one, called before {@link #update}; trackers
   * that know of no camera motion leave it out.
   */
  default void moveCamera(CameraMotion camera) {}

  /** Ends every track; numbers go on. */
  void endTracks();

  /** The largest number given so far, 0 when none was. */
  long lastNumber();

  /** Makes the numbers of a fresh tracker begin after {@code lastNumber}. */
  void startAfter(long lastNumber);

  /** Writes everything that the next frames need. */
  void writeState(StateWriter out);

  /** Replaces this tracker's state by a written one. */
  void readState(StateReader in);
}
