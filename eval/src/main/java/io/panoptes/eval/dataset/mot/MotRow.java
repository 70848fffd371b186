package io.panoptes.eval.dataset.mot;

import io.panoptes.core.geometry.Box;

/**
 * One line of a MOT Challenge file.
 *
 * @param frame from 1
 * @param id identity, unique in its frame
 * @param box in pixels
 * @param confidence of results; in ground truth 0 marks a line that is not evaluated
 * @param category class of ground truth, 1 pedestrian; −1 when the file has none
 * @param visibility share that is visible, 0 to 1; −1 when the file has none
 */
public record MotRow(
    int frame, int id, Box box, double confidence, int category, double visibility) {

  public MotRow {
    if (frame < 1) {
      throw new IllegalArgumentException("frame " + frame + " must be at least 1");
    }
    if (box == null) {
      throw new NullPointerException("box is null");
    }
  }
}
