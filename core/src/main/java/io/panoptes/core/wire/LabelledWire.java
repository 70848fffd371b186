package io.panoptes.core.wire;

import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.wire.proto.Wire;

/** Labelled frames to and from protobuf. */
final class LabelledWire {

  private LabelledWire() {}

  static Wire.LabelledFrame toWire(LabelledFrame labelled) {
    return Wire.LabelledFrame.newBuilder()
        .setFrame(FrameWire.toWire(labelled.frame()))
        .setLabels(PanopticWire.toWire(labelled.labels()))
        .build();
  }

  static LabelledFrame fromWire(Wire.LabelledFrame wire) {
    return new LabelledFrame(
        FrameWire.fromWire(wire.getFrame()), PanopticWire.fromWire(wire.getLabels()));
  }
}
