package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.propagation.Plan;

/** One message on its way through a worker. Guarded by the worker's lock unless said otherwise. */
final class Task {

  /** How far it has come. */
  enum State {
    QUEUED,
    DECODING,
    /** Has pixels and waits for its plan. */
    DECODED,
    READY
  }

  final StreamMessage<Frame> message;
  final Receipt receipt;
  final Frame frame;
  final EndOfEpoch end;
  final long acceptedNanos;
  State state;

  /** What the camera's frames share that may go without the segmenter; null when all need it. */
  final CameraPropagation propagation;

  /** How it gets its result, once READY. */
  Plan plan = new Plan.Segment();

  /** Whether its camera moves, and by how much is to be told. */
  boolean cameraMoves;

  /** How it is said what its things look like. */
  AppearanceSettings appearance = AppearanceSettings.defaults();

  /** The pixels, once READY and unless {@link #reason} is set. */
  Image image;

  /**
   * What made its result, with the version if there are several; empty until that is known. Only
   * the thread that works on its lane sets it, before it hands the task on.
   */
  String model = "";

  /** Why there are no pixels; empty while nothing is wrong. */
  String reason = "";

  String cause = "";

  Task(StreamMessage<Frame> message, Receipt receipt, long acceptedNanos) {
    this(message, receipt, acceptedNanos, null);
  }

  Task(
      StreamMessage<Frame> message,
      Receipt receipt,
      long acceptedNanos,
      CameraPropagation propagation) {
    this.message = message;
    this.propagation = propagation;
    this.receipt = receipt;
    this.acceptedNanos = acceptedNanos;
    this.frame = message.<Frame>map(item -> item, end -> null);
    this.end = message.<EndOfEpoch>map(item -> null, end -> end);
    this.state = frame == null ? State.READY : State.QUEUED;
  }

  CameraId camera() {
    return message.camera();
  }

  boolean isEnd() {
    return end != null;
  }

  /** Whether it takes a place in a batch, once READY. */
  boolean needsSegmenter() {
    return frame != null && reason.isEmpty() && plan instanceof Plan.Segment;
  }

  /** As a segmenter sees it; it must have pixels. */
  Picture picture() {
    return new Picture(frame.id(), frame.capturedAt(), image);
  }
}
