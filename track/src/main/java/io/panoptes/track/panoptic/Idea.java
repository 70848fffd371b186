package io.panoptes.track.panoptic;

/** What {@link PanopticTracker} is made of; leaving one out shows what it is worth. */
public enum Idea {
  /** Shapes are compared, and not boxes alone. */
  MASKS,
  /** Going on in the direction of the last observations counts for a link. */
  MOMENTUM,
  /** After a gap the filter walks the straight line between the observations around it. */
  RE_UPDATE,
  /** Looking the same counts for a link. */
  LOOKS,
  /** The category is voted on; without it, segments of another category are not linked. */
  CATEGORY_VOTE,
  /** What hides a track is known by the map: it is waited for, and its hidden part is added. */
  OCCLUSION,
  /** Faint segments continue tracks. */
  FAINT,
  /** Tracks that run into one segment live on in it. */
  BLOBS,
  /** Pieces of a track begin none of their own. */
  FRAGMENTS,
  /** What is left over is linked by where it was last seen. */
  RECOVERY,
  /** Of two tracks that fit alike, the one seen more recently wins. */
  FRESHNESS,
  /** What the first frame shows, and what is sure twice, is believed. */
  EARLY_BELIEF,
  /** A track whose scores are not sure on the mean is never believed. */
  DOUBT,
  /** Tracks move with the picture of a camera that moves. */
  CAMERA_MOTION,
  /** How long a track is waited for depends on where things leave the scene and come into it. */
  ZONES
}
