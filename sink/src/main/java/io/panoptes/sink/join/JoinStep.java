package io.panoptes.sink.join;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.track.TrackedFrame;
import java.util.Optional;

/**
 * One step of a camera's joined stream: a frame with its picture, its tracks or both, or the end of
 * an epoch.
 */
public final class JoinStep {

  private final Frame frame;
  private final TrackedFrame tracked;
  private final EndOfEpoch end;
  private final Receipt receipt;

  private JoinStep(Frame frame, TrackedFrame tracked, EndOfEpoch end, Receipt receipt) {
    this.frame = frame;
    this.tracked = tracked;
    this.end = end;
    this.receipt = receipt;
  }

  static JoinStep both(Frame frame, TrackedFrame tracked, Receipt receipt) {
    return new JoinStep(frame, tracked, null, receipt);
  }

  static JoinStep untracked(Frame frame, Receipt receipt) {
    return new JoinStep(frame, null, null, receipt);
  }

  static JoinStep unseen(TrackedFrame tracked, Receipt receipt) {
    return new JoinStep(null, tracked, null, receipt);
  }

  static JoinStep end(EndOfEpoch end, Receipt receipt) {
    return new JoinStep(null, null, end, receipt);
  }

  /** The picture; empty at the end of an epoch and when its message was lost. */
  public Optional<Frame> frame() {
    return Optional.ofNullable(frame);
  }

  /** The tracks; empty at the end of an epoch and when a stage skipped the frame. */
  public Optional<TrackedFrame> tracked() {
    return Optional.ofNullable(tracked);
  }

  public Optional<EndOfEpoch> end() {
    return Optional.ofNullable(end);
  }

  /** The frame that this step is about; empty at the end of an epoch. */
  public Optional<FrameId> id() {
    return frame != null ? frame().map(Frame::id) : tracked().map(TrackedFrame::id);
  }

  /** To be signed when the step's effect is on disk. */
  public Receipt receipt() {
    return receipt;
  }

  @Override
  public String toString() {
    if (end != null) {
      return "end of " + end.camera() + "/" + end.epoch();
    }
    String what = frame == null ? " without picture" : tracked == null ? " untracked" : "";
    return id().orElseThrow() + what;
  }
}
