package io.panoptes.ingest;

import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;

/** Takes messages to where the next stage reads them, each camera's in order. */
public interface FramePublisher {

  /**
   * Waits until a frame of the camera may be sent: for a lossless camera until those downstream
   * have caught up, for a live one until its last frames are acknowledged.
   *
   * @return false when the stop signal came first
   */
  boolean awaitRoom(CameraSettings camera, StopSignal stop) throws InterruptedException;

  /**
   * Sends a message. May block while the transport is full; a lossless camera's message is offered
   * until it is taken or the stop signal comes.
   *
   * @param outcome told exactly once, from any thread, possibly before this method returns; not
   *     told when this method throws
   */
  void publish(
      CameraSettings camera, StreamMessage<Frame> message, StopSignal stop, Outcome outcome)
      throws InterruptedException;

  /** The largest picture, in bytes, that fits into a message. */
  int maxImageBytes();

  /** What became of a message. */
  interface Outcome {

    void acknowledged();

    /**
     * @param error without credentials
     */
    void failed(Exception error);
  }
}
