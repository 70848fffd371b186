package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;

/**
 * One track after a frame.
 *
 * @param number from 1, never used again
 * @param detection index of the frame's detection that it was linked to, or -1
 * @param state {@code CONFIRMED} for what the reference implementation reports, {@code TENTATIVE}
 *     for what it has linked or begun and does not report, {@code LOST} without detection
 * @param box as the reference implementation reports it; where it is predicted when lost
 * @param category of its first detection
 * @param velocityX pixels a frame to the right
 * @param velocityY pixels a frame downwards
 */
public record BoxTrack(
    long number,
    int detection,
    TrackState state,
    Box box,
    int category,
    double velocityX,
    double velocityY) {

  public BoxTrack {
    if (number < 1) {
      throw new IllegalArgumentException("track number " + number + " must be at least 1");
    }
    if (state == null) {
      throw new NullPointerException("state is null");
    }
    if (box == null) {
      throw new NullPointerException("box is null");
    }
  }
}
