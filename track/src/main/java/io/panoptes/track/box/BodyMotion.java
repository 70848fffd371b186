package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.track.state.StateWriter;

/** How a {@link TwoStageTrack} moves. Not for several threads. */
interface BodyMotion {

  /**
   * Moves on by one frame.
   *
   * @param isLost for tracks that are not seen: their size stays as it is
   */
  void predict(boolean isLost);

  /** Moves with the picture. */
  void move(CameraMotion camera);

  void update(Box box);

  /** Where the box is; empty where the filter has run to sizes that are none. */
  Box box();

  /** Pixels a frame to the right. */
  double velocityX();

  /** Pixels a frame downwards. */
  double velocityY();

  void write(StateWriter out);
}
