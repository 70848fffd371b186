package io.panoptes.segment.head;

import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;

/** Rows of a frame, read by bilinear interpolation from coarse masks of the whole input. */
final class MaskRows {

  private final float[] values;
  private final int width;
  private final int height;
  private final Placement placement;
  private final int[] left;
  private final float[] share;
  private final float[] row;

  /**
   * @param masks of which the last two dimensions are rows and columns
   */
  MaskRows(ModelTensor masks, Placement placement) {
    this.values = masks.floats();
    this.width = masks.dimension(-1);
    this.height = masks.dimension(-2);
    this.placement = placement;
    this.row = new float[width + 1];
    this.left = new int[placement.frameWidth()];
    this.share = new float[left.length];
    for (int x = 0; x < left.length; x++) {
      double at =
          (placement.left() + (x + 0.5) * placement.partWidth() / left.length)
                  * width
                  / placement.width()
              - 0.5;
      double clamped = Math.max(0, Math.min(width - 1, at));
      left[x] = (int) clamped;
      share[x] = (float) (clamped - left[x]);
    }
  }

  int frameWidth() {
    return placement.frameWidth();
  }

  int frameHeight() {
    return placement.frameHeight();
  }

  /**
   * One row of the frame.
   *
   * @param mask its number among all masks of the batch
   * @param into a value for each pixel of the row
   */
  void read(int mask, int y, float[] into) {
    double at =
        (placement.top() + (y + 0.5) * placement.partHeight() / placement.frameHeight())
                * height
                / placement.height()
            - 0.5;
    double clamped = Math.max(0, Math.min(height - 1, at));
    int upper = (mask * height + (int) clamped) * width;
    int lower = (mask * height + Math.min(height - 1, (int) clamped + 1)) * width;
    float down = (float) (clamped - (int) clamped);
    for (int x = 0; x < width; x++) {
      row[x] = (1 - down) * values[upper + x] + down * values[lower + x];
    }
    row[width] = row[width - 1];
    for (int x = 0; x < into.length; x++) {
      into[x] = (1 - share[x]) * row[left[x]] + share[x] * row[left[x] + 1];
    }
  }
}
