package io.panoptes.ingest;

import java.time.Clock;

/**
 * Numbers the connections of a camera so that numbers grow even when the process is restarted: the
 * second of the connection since 1970, or one more than the last. Recordings read without loss
 * count from 1, so that a replay gives the same numbers again. Not safe for several threads.
 */
public final class EpochCounter {

  private final boolean repeatable;
  private final Clock clock;
  private long last;

  /**
   * @param repeatable whether to count from 1
   */
  public EpochCounter(boolean repeatable, Clock clock) {
    this.repeatable = repeatable;
    this.clock = clock;
  }

  /** The number of a new connection. */
  public long next() {
    last = Math.max(last + 1, repeatable ? 0 : clock.instant().getEpochSecond());
    return last;
  }
}
