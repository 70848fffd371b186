package io.panoptes.core.track;

/** How sure the tracker is of a track in a frame. */
public enum TrackState {
  /** Seen, but not often enough to believe in it. */
  TENTATIVE,
  /** Seen in this frame, and believed. */
  CONFIRMED,
  /** Believed and not seen, because something that is seen covers it. */
  OCCLUDED,
  /** Believed and not seen, for no known reason; kept for a while. */
  LOST
}
