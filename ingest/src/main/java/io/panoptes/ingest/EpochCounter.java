package io.panoptes.ingest;

import java.time.Clock;

/**
 * Numbers the connections of a camera so that numbers grow even when the process is restarted: the
 * second of the connection since 1970, or one more than the last. Recordings count from 1, so that
 * a replay gives the same numbers again. Not safe for several threads.
 */
public final class EpochCounter {

  private final boolean recording;
  private final Clock clock;
  private long last;

  public EpochCounter(boolean recording, Clock clock) {
    this.recording = recording;
    this.clock = clock;
  }

  /** The number of a new connection. */
  public long next() {
    last = Math.max(last + 1, recording ? 0 : clock.instant().getEpochSecond());
    return last;
  }
}
