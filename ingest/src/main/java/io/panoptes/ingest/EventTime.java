package io.panoptes.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Turns the presentation times of one epoch into event times: anchored once, then carried by the
 * stream's own clock. Event times grow by at least a microsecond a frame. Where the stream's clock
 * is missing, stands still, runs backwards or leaps, the gap is bridged, for a camera by the time
 * that really passed, for a recording by the nominal duration of a frame, and the stream's clock is
 * followed again from there. Not safe for several threads.
 */
public final class EventTime {

  private static final long CAMERA_TOLERANCE_MICROS = 10_000_000L;
  private static final long RECORDING_TOLERANCE_MICROS = 3_600_000_000L;
  private static final long FALLBACK_FRAME_MICROS = 40_000;

  private final Instant start;
  private final boolean recording;
  private final boolean hasNominal;
  private final long nominalMicros;
  private long eventMicros = -1;
  private Instant previousArrival;
  private long knownPts = Picture.NO_PTS;
  private long knownEventMicros;
  private Instant knownArrival;

  private EventTime(Instant start, boolean recording, double framesPerSecond) {
    this.start = start;
    this.recording = recording;
    this.hasNominal = framesPerSecond > 0;
    this.nominalMicros =
        hasNominal ? Math.max(1, Math.round(1e6 / framesPerSecond)) : FALLBACK_FRAME_MICROS;
  }

  /** For a camera: the first frame happens when it arrives. */
  public static EventTime ofCamera(double framesPerSecond) {
    return new EventTime(null, false, framesPerSecond);
  }

  /**
   * For a recording: wall clock plays no part.
   *
   * @param start event time of the first frame
   */
  public static EventTime ofRecording(Instant start, double framesPerSecond) {
    return new EventTime(start.truncatedTo(ChronoUnit.MICROS), true, framesPerSecond);
  }

  /**
   * The event time of the next frame.
   *
   * @param ptsMicros presentation time, or {@link Picture#NO_PTS}
   * @param arrival wall clock; not looked at for a recording
   */
  public Instant next(long ptsMicros, Instant arrival) {
    if (eventMicros < 0) {
      eventMicros = micros(recording ? start : arrival);
    } else {
      eventMicros += Math.max(1, step(ptsMicros, arrival));
    }
    previousArrival = arrival;
    if (ptsMicros != Picture.NO_PTS) {
      knownPts = ptsMicros;
      knownEventMicros = eventMicros;
      knownArrival = arrival;
    }
    return Instant.EPOCH.plus(eventMicros, ChronoUnit.MICROS);
  }

  private long step(long ptsMicros, Instant arrival) {
    boolean missing = ptsMicros == Picture.NO_PTS;
    if (missing || knownPts == Picture.NO_PTS) {
      boolean never = missing && knownPts == Picture.NO_PTS;
      return recording || (hasNominal && !never) ? nominalMicros : passed(arrival);
    }
    long moved = ptsMicros - knownPts;
    long tolerance =
        recording
            ? RECORDING_TOLERANCE_MICROS
            : CAMERA_TOLERANCE_MICROS
                + Math.max(0, ChronoUnit.MICROS.between(knownArrival, arrival));
    if (moved > 0 && moved <= tolerance) {
      return knownEventMicros + moved - eventMicros;
    }
    return recording ? nominalMicros : passed(arrival);
  }

  private long passed(Instant arrival) {
    return ChronoUnit.MICROS.between(previousArrival, arrival);
  }

  /** What the stream says about the length of a frame, in microseconds. */
  public long nominalFrameMicros() {
    return nominalMicros;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
