package io.panoptes.segment.interactive;

import io.panoptes.segment.model.Placement;

/** Where frames and their pixels lie in a model's input. */
final class Windows {

  private Windows() {}

  /** The part of the input that the frame fills. */
  static MaskScores.Window of(Placement placement) {
    return new MaskScores.Window(
        (double) placement.left() / placement.width(),
        (double) placement.top() / placement.height(),
        (double) placement.partWidth() / placement.width(),
        (double) placement.partHeight() / placement.height());
  }

  /** The pixel of the input, in fractions, under the middle of a frame's pixel. */
  static double column(Placement placement, double x) {
    double share = (Math.floor(x) + 0.5) / placement.frameWidth();
    return placement.left() + share * placement.partWidth() - 0.5;
  }

  /** The same downwards. */
  static double row(Placement placement, double y) {
    double share = (Math.floor(y) + 0.5) / placement.frameHeight();
    return placement.top() + share * placement.partHeight() - 0.5;
  }
}
