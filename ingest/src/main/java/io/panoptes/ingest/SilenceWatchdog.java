package io.panoptes.ingest;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that a source has given no usable picture for too long. Time counts only while somebody
 * waits for the source, so that a source that is being held back is not taken for a silent one.
 * Safe for several threads.
 */
public final class SilenceWatchdog {

  private final long limitNanos;
  private final LongSupplier nanoTime;
  private long silentNanos;
  private long waitingSince;
  private boolean waiting;

  /**
   * @param nanoTime such as {@link System#nanoTime}
   */
  public SilenceWatchdog(Duration limit, LongSupplier nanoTime) {
    this.limitNanos = limit.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The reader begins to wait for the source. */
  public synchronized void waiting() {
    waiting = true;
    waitingSince = nanoTime.getAsLong();
  }

  /**
   * The source answered.
   *
   * @param usable whether with a picture that can be used
   */
  public synchronized void answered(boolean usable) {
    silentNanos = usable ? 0 : silent();
    waiting = false;
  }

  /** Whether the source has been silent for longer than the limit. */
  public synchronized boolean isSilent() {
    return silent() > limitNanos;
  }

  private long silent() {
    return silentNanos + (waiting ? nanoTime.getAsLong() - waitingSince : 0);
  }
}
