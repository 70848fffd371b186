package io.panoptes.ingest.kafka;

import io.panoptes.ingest.StopSignal;

/**
 * Bounds how many frames of one live camera may wait for Kafka, so that a broker that was away does
 * not get minutes of old pictures when it is back.
 */
final class LiveWindow implements SendWindow {

  /** Enough to keep a connection busy across a round trip. */
  static final int MOST_UNACKNOWLEDGED = 8;

  private static final long WAKE_MILLIS = 200;

  private int unacknowledged;

  @Override
  public synchronized boolean awaitRoom(StopSignal stop) throws InterruptedException {
    while (unacknowledged >= MOST_UNACKNOWLEDGED) {
      if (stop.isStopped()) {
        return false;
      }
      wait(WAKE_MILLIS);
    }
    return true;
  }

  @Override
  public synchronized void sent() {
    unacknowledged++;
  }

  @Override
  public void acknowledged(int partition) {
    settled();
  }

  @Override
  public void failed() {
    settled();
  }

  private synchronized void settled() {
    unacknowledged--;
    notifyAll();
  }
}
