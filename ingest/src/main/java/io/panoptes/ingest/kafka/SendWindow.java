package io.panoptes.ingest.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.ingest.HoldBack;
import io.panoptes.ingest.StopSignal;

/** Bounds what one camera may have on the way. Safe for several threads. */
interface SendWindow {

  /**
   * Waits until another message may be sent.
   *
   * @return false when the stop signal came first
   */
  boolean awaitRoom(StopSignal stop) throws InterruptedException;

  /** A message is about to be sent. */
  void sent();

  /** It has arrived. */
  void acknowledged(int partition);

  /** It will not arrive. */
  void failed();

  /** Bounds how far those downstream may be behind. */
  static SendWindow lossless(CameraId camera, int maxInFlight, HoldBack holdBack) {
    return new SendWindow() {
      @Override
      public boolean awaitRoom(StopSignal stop) throws InterruptedException {
        return holdBack.awaitRoom(camera, maxInFlight, stop);
      }

      @Override
      public void sent() {
        holdBack.sent(camera);
      }

      @Override
      public void acknowledged(int partition) {
        holdBack.acknowledged(camera, partition);
      }

      @Override
      public void failed() {
        holdBack.failed(camera);
      }
    };
  }
}
