package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamItem;
import java.time.Instant;

/**
 * A camera's picture and what a teacher says of it: what a model learns from. Void pixels are not
 * known and teach nothing.
 *
 * @param frame the picture
 * @param labels of this very picture, pixel by pixel
 */
public record LabelledFrame(Frame frame, PanopticFrame labels) implements StreamItem {

  public LabelledFrame {
    requireNonNull(frame, "frame is null");
    requireNonNull(labels, "labels is null");
    if (!frame.id().equals(labels.id())) {
      throw new IllegalArgumentException(
          "frame %s has labels of frame %s; both must be of one frame"
              .formatted(frame.id(), labels.id()));
    }
    if (frame.width() != labels.width() || frame.height() != labels.height()) {
      throw new IllegalArgumentException(
          "frame %s has %dx%d pixels and its labels %dx%d; both must have one size"
              .formatted(
                  frame.id(), frame.width(), frame.height(), labels.width(), labels.height()));
    }
  }

  @Override
  public FrameId id() {
    return frame.id();
  }

  @Override
  public Instant capturedAt() {
    return frame.capturedAt();
  }
}
