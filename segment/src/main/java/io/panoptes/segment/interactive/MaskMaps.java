package io.panoptes.segment.interactive;

import io.panoptes.segment.model.Placement;
import io.panoptes.segment.prompt.Mask;

/** Brings masks into a model's input. */
final class MaskMaps {

  private MaskMaps() {}

  /**
   * 1 where the frame's pixel is inside, else 0.
   *
   * @param width of the map, which shows the whole input
   */
  static float[] of(Mask mask, Placement placement, int width, int height) {
    float[] map = new float[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      double row =
          ((y + 0.5) * placement.height() / height - placement.top())
              / placement.partHeight()
              * placement.frameHeight();
      for (int x = 0; x < width; x++, i++) {
        double column =
            ((x + 0.5) * placement.width() / width - placement.left())
                / placement.partWidth()
                * placement.frameWidth();
        boolean within = row >= 0 && column >= 0 && row < mask.height() && column < mask.width();
        map[i] = within && mask.at((int) column, (int) row) ? 1 : 0;
      }
    }
    return map;
  }
}
