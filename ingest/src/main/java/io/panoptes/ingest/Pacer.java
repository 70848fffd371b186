package io.panoptes.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Plays a recording at its own speed. Not safe for several threads. */
final class Pacer {

  private final PlaybackSettings.Speed speed;
  private final LongSupplier nanoTime;
  private final StopSignal stop;
  private Instant first;
  private long firstNanos;

  Pacer(PlaybackSettings.Speed speed, LongSupplier nanoTime, StopSignal stop) {
    this.speed = speed;
    this.nanoTime = nanoTime;
    this.stop = stop;
  }

  /**
   * Waits until a frame of this event time is due; the first one is at once.
   *
   * @return false when the stop signal came instead
   */
  boolean await(Instant eventTime) throws InterruptedException {
    if (speed == PlaybackSettings.Speed.MAX) {
      return true;
    }
    if (first == null) {
      first = eventTime;
      firstNanos = nanoTime.getAsLong();
      return true;
    }
    long due = firstNanos + ChronoUnit.NANOS.between(first, eventTime);
    long wait = due - nanoTime.getAsLong();
    return wait <= 0 || !stop.await(Duration.ofNanos(wait));
  }
}
