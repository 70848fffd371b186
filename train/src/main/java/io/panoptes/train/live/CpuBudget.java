package io.panoptes.train.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Holds work to a share of the processors' time: each piece of work is followed by a pause, so long
 * that both together come to that share. Pieces of several threads share one budget; a piece that
 * began before another's end may overlap it, and both of their pauses follow. Safe for many
 * threads.
 */
public final class CpuBudget {

  private final double processors;
  private final LongSupplier nanoTime;
  private long freeAtNanos;

  /**
   * @param processors to use on average, more than 0
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public CpuBudget(double processors, LongSupplier nanoTime) {
    if (!(processors > 0)) {
      throw new IllegalArgumentException("processors is " + processors + "; more than 0 is needed");
    }
    this.processors = processors;
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    this.freeAtNanos = nanoTime.getAsLong();
  }

  /** Now, for {@link #spent}. */
  public long now() {
    return nanoTime.getAsLong();
  }

  /** How long the next piece of work must wait; zero when it may begin. */
  public synchronized Duration pause() {
    return Duration.ofNanos(Math.max(0, freeAtNanos - nanoTime.getAsLong()));
  }

  /**
   * A piece of work has ended now.
   *
   * @param sinceNanos when it began, by {@link #now}
   * @param busy processors that it kept busy in that time, on average
   */
  public synchronized void spent(long sinceNanos, double busy) {
    long now = nanoTime.getAsLong();
    double took = now - sinceNanos;
    long pause = (long) Math.max(0, took * busy / processors - took);
    freeAtNanos = Math.max(freeAtNanos, now) + pause;
  }
}
