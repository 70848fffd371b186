package io.panoptes.core.wire;

import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.wire.proto.Wire;
import java.util.Optional;

/** Labelled frames to and from protobuf. */
final class LabelledWire {

  private LabelledWire() {}

  static Wire.LabelledFrame toWire(LabelledFrame labelled) {
    Wire.LabelledFrame.Builder wire =
        Wire.LabelledFrame.newBuilder()
            .setFrame(FrameWire.toWire(labelled.frame()))
            .setLabels(PanopticWire.toWire(labelled.labels()));
    labelled.moving().ifPresent(moving -> wire.setMoving(PanopticWire.toWire(moving)));
    return wire.build();
  }

  static LabelledFrame fromWire(Wire.LabelledFrame wire) {
    return new LabelledFrame(
        FrameWire.fromWire(wire.getFrame()),
        PanopticWire.fromWire(wire.getLabels()),
        wire.hasMoving() ? Optional.of(PanopticWire.fromWire(wire.getMoving())) : Optional.empty());
  }
}
