package io.panoptes.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Thins frames out evenly by event time, so that replays choose the same frames. Not safe for
 * several threads.
 */
public final class FrameRateCap {

  /** A frame may come so much of an interval before it is due: clocks are rounded and jitter. */
  private static final double EARLY = 0.25;

  private final double intervalMicros;
  private Instant first;
  private double dueMicros;

  /**
   * @param framesPerSecond at most so many, 0 for all
   */
  public FrameRateCap(double framesPerSecond) {
    intervalMicros = framesPerSecond > 0 ? 1e6 / framesPerSecond : 0;
  }

  /** Whether the frame of this event time is to be kept; event times must grow. */
  public boolean accepts(Instant eventTime) {
    if (intervalMicros == 0) {
      return true;
    }
    if (first == null) {
      first = eventTime;
    }
    double micros = ChronoUnit.MICROS.between(first, eventTime);
    if (micros < dueMicros - EARLY * intervalMicros) {
      return false;
    }
    boolean onTime = micros < dueMicros + intervalMicros;
    dueMicros = (onTime ? dueMicros : micros) + intervalMicros;
    return true;
  }
}
