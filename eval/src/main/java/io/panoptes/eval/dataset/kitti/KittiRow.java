package io.panoptes.eval.dataset.kitti;

import io.panoptes.core.geometry.Box;

/**
 * One line of a KITTI tracking file; the three-dimensional fields are not kept.
 *
 * @param frame from 0
 * @param id identity, −1 for regions that are not evaluated
 * @param category as written: {@code Car}, {@code Pedestrian}, {@code DontCare}
 * @param truncation 0 fully inside the picture, 1 partly, 2 largely outside; −1 unknown
 * @param occlusion 0 visible, 1 partly, 2 largely occluded, 3 unknown; −1 unknown
 * @param box in pixels
 * @param score confidence; 1 when the file has none
 */
public record KittiRow(
    int frame, int id, String category, int truncation, int occlusion, Box box, double score) {

  public KittiRow {
    if (frame < 0) {
      throw new IllegalArgumentException("frame " + frame + " must be at least 0");
    }
    if (category == null) {
      throw new NullPointerException("category is null");
    }
    if (box == null) {
      throw new NullPointerException("box is null");
    }
  }
}
