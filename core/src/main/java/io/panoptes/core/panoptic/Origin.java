package io.panoptes.core.panoptic;

/** How a frame's segments came about. */
public enum Origin {
  /** The segmenter saw this very picture. */
  SEGMENTED,
  /** The segmenter saw an earlier picture, whose segments optical flow carried here. */
  CARRIED,
  /** Nothing moved since an earlier picture, whose segments hold on. */
  REUSED
}
