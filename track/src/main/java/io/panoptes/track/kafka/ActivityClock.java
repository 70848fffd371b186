package io.panoptes.track.kafka;

/**
 * A clock for eviction. It runs with stream time, but leaps of stream time do not move it: a
 * recording of 1970 beside a camera of today, or a night without frames, must not make every camera
 * look abandoned.
 */
final class ActivityClock {

  /** Steps of stream time longer than this are leaps. */
  private static final long LONGEST_STEP_MILLIS = 3_600_000;

  private long millis;
  private long streamMillis = -1;

  /**
   * @param millis where the clock stood before a restart
   */
  ActivityClock(long millis) {
    this.millis = millis;
  }

  /** Stream time is now {@code newStreamMillis}. */
  void advance(long newStreamMillis) {
    if (streamMillis >= 0) {
      long step = newStreamMillis - streamMillis;
      millis += step > 0 && step <= LONGEST_STEP_MILLIS ? step : 0;
    }
    streamMillis = Math.max(streamMillis, newStreamMillis);
  }

  long millis() {
    return millis;
  }
}
