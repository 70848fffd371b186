package io.panoptes.track.association;

/** How a file of detections, and the tracks made of it, are written. */
public enum DetectionFormat {
  /**
   * KITTI tracking labels: 18 columns with spaces, frames from 0, columns 7 to 10 left, top, right
   * and bottom, column 18 the score.
   */
  KITTI,
  /**
   * MOT Challenge: columns with commas, frames from 1, columns 3 to 6 left, top, width and height,
   * column 7 the score; a score below 0 says that there is none and counts as 1.
   */
  MOT
}
