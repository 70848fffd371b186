package io.panoptes.segment.head;

import io.panoptes.core.geometry.Box;
import io.panoptes.segment.model.Placement;

/** Brings boxes of a model's input into the frame. */
final class InputFrame {

  private final Placement placement;
  private final double scaleX;
  private final double scaleY;

  InputFrame(Placement placement) {
    this.placement = placement;
    this.scaleX = (double) placement.frameWidth() / placement.partWidth();
    this.scaleY = (double) placement.frameHeight() / placement.partHeight();
  }

  int width() {
    return placement.frameWidth();
  }

  int height() {
    return placement.frameHeight();
  }

  /** The whole input; with a letterbox it reaches beyond the frame. */
  Box input() {
    return box(0, 0, placement.width(), placement.height());
  }

  /** The frame itself. */
  Box frame() {
    return new Box(0, 0, width(), height());
  }

  /** A box in pixels of the input; edges must be finite and in order. */
  Box box(double left, double top, double right, double bottom) {
    return new Box(
        (left - placement.left()) * scaleX,
        (top - placement.top()) * scaleY,
        (right - placement.left()) * scaleX,
        (bottom - placement.top()) * scaleY);
  }

  /** The same for shares of the input, 0 to 1. */
  Box shares(double left, double top, double right, double bottom) {
    int w = placement.width();
    int h = placement.height();
    return box(left * w, top * h, right * w, bottom * h);
  }
}
