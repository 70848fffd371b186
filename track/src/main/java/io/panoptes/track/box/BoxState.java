package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateException;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/** Boxes in stored state. */
final class BoxState {

  private BoxState() {}

  static void write(StateWriter out, Box box) {
    out.writeDouble(box.left())
        .writeDouble(box.top())
        .writeDouble(box.right())
        .writeDouble(box.bottom());
  }

  static Box read(StateReader in) {
    try {
      return new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    } catch (IllegalArgumentException e) {
      throw new StateException("state has no valid box: " + e.getMessage(), e);
    }
  }
}
