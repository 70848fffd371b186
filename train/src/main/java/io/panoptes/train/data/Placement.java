package io.panoptes.train.data;

/**
 * Where a picture lies on a canvas.
 *
 * @param scaleX canvas pixels a pixel of the picture
 * @param scaleY canvas pixels a pixel of the picture
 * @param left canvas column of the picture's left edge as it lies there
 * @param top canvas row of the picture's upper edge
 * @param mirrored whether left and right are exchanged
 */
record Placement(double scaleX, double scaleY, double left, double top, boolean mirrored) {

  Placement {
    if (!(scaleX > 0 && scaleY > 0)) {
      throw new IllegalArgumentException(
          "scales " + scaleX + " and " + scaleY + " must be more than 0");
    }
  }
}
