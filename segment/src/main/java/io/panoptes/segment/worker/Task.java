package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.segment.Image;

/** One message on its way through a worker. Guarded by the worker's lock unless said otherwise. */
final class Task {

  /** How far it has come. */
  enum State {
    QUEUED,
    DECODING,
    READY
  }

  final StreamMessage<Frame> message;
  final Receipt receipt;
  final Frame frame;
  final EndOfEpoch end;
  final long acceptedNanos;
  State state;

  /** The pixels, once READY and unless {@link #reason} is set. */
  Image image;

  /** Why there are no pixels; empty while nothing is wrong. */
  String reason = "";

  String cause = "";

  Task(StreamMessage<Frame> message, Receipt receipt, long acceptedNanos) {
    this.message = message;
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
}
