package io.panoptes.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * How a recording is played; cameras take no notice of it.
 *
 * @param startsAt event time of the first frame; without it, what the file says about its creation,
 *     else 1970-01-01T00:00:00Z, so that every replay has the same event times
 * @param speed how fast
 * @param loop whether to begin again at the end, in a new epoch, with event time going on
 * @param imageRate pictures a second of an image folder, which has no clock of its own
 */
public record PlaybackSettings(
    Optional<Instant> startsAt, Speed speed, boolean loop, double imageRate) {

  /** How fast a recording is played. */
  public enum Speed {
    /** As fast as everything downstream can take it. */
    MAX,
    /** At the speed of its own clock. */
    REAL_TIME
  }

  public static final PlaybackSettings DEFAULT =
      new PlaybackSettings(Optional.empty(), Speed.MAX, false, 10);

  public PlaybackSettings {
    if (startsAt == null) {
      throw new NullPointerException("startsAt is null");
    }
    if (speed == null) {
      throw new NullPointerException("speed is null");
    }
    if (!(imageRate > 0 && imageRate <= 1_000)) {
      throw new IllegalArgumentException(
          "image rate " + imageRate + " must be more than 0 and at most 1000 pictures a second");
    }
  }
}
