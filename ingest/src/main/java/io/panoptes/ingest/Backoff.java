package io.panoptes.ingest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: doubling from the shortest to the longest wait, each
 * shortened at random by up to a half, so that cameras that went down together do not all come
 * knocking together. Not safe for several threads.
 */
public final class Backoff {

  private final Duration min;
  private final Duration max;
  private final RandomGenerator random;
  private Duration next;

  /**
   * @param min first wait, more than 0
   * @param max longest wait, at least {@code min}
   */
  public Backoff(Duration min, Duration max, RandomGenerator random) {
    if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "waits from %s to %s must be more than nothing and in this order".formatted(min, max));
    }
    this.min = min;
    this.max = max;
    this.random = random;
    this.next = min;
  }

  /**
   * The wait after a failure.
   *
   * @param lasted how long the connection had delivered pictures; one that held for longer than the
   *     next wait begins again with the shortest
   */
  public Duration next(Duration lasted) {
    if (lasted.compareTo(next) > 0) {
      next = min;
    }
    Duration full = next;
    next = full.compareTo(max.dividedBy(2)) > 0 ? max : full.multipliedBy(2);
    return Duration.ofNanos((long) (full.toNanos() * (1 - random.nextDouble() / 2)));
  }
}
