package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamItem;
import java.time.Instant;
import java.util.Optional;

/**
 * A camera's picture and what a teacher says of it: what a model learns from. Void pixels are not
 * known and teach nothing.
 *
 * @param frame the picture
 * @param labels of this very picture, pixel by pixel
 * @param moving what moved in it, of things; empty when nobody watched
 */
public record LabelledFrame(Frame frame, PanopticFrame labels, Optional<PanopticFrame> moving)
    implements StreamItem {

  public LabelledFrame {
    requireNonNull(frame, "frame is null");
    requireNonNull(labels, "labels is null");
    requireNonNull(moving, "moving is null");
    check(frame, "labels", labels);
    moving.ifPresent(found -> check(frame, "moving things", found));
  }

  /** One that nobody watched for what moves. */
  public LabelledFrame(Frame frame, PanopticFrame labels) {
    this(frame, labels, Optional.empty());
  }

  private static void check(Frame frame, String what, PanopticFrame found) {
    if (!frame.id().equals(found.id())) {
      throw new IllegalArgumentException(
          "frame %s has %s of frame %s; both must be of one frame"
              .formatted(frame.id(), what, found.id()));
    }
    if (frame.width() != found.width() || frame.height() != found.height()) {
      throw new IllegalArgumentException(
          "frame %s has %dx%d pixels and its %s %dx%d; both must have one size"
              .formatted(
                  frame.id(), frame.width(), frame.height(), what, found.width(), found.height()));
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
