package io.panoptes.track;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;

/**
 * How things are tracked, and how the stage runs.
 *
 * @param lostFor how long a track is kept that is not seen for no known reason; raising it bridges
 *     longer misses of the segmenter and lets wrong links happen more often
 * @param occludedFor the same for a track that something seen covers; raising it keeps identities
 *     behind larger obstacles and lets wrong links happen more often
 * @param minHits frames that must show a thing before its track is confirmed, at least 1; raising
 *     it suppresses flicker and delays new tracks; {@code panoptic} believes what it has seen twice
 *     when the second time was sure, and what a camera's first frame shows
 * @param birthScore least score of a segment that may begin a track, 0 to 1; raising it suppresses
 *     false tracks and misses faint things; fainter segments still continue tracks
 * @param highScore what the reference trackers take for a sure detection, 0 to 1; raising it makes
 *     new tracks surer and leaves more to the second association of {@code bytetrack}
 * @param minOverlap least overlap of mask or box that links a segment to a track, 0 to 1; raising
 *     it makes wrong links rarer and breaks tracks of fast things at low frame rates
 * @param continueWithin longest gap of event time between two epochs over which tracks go on;
 *     raising it keeps identities over longer reconnections
 * @param forgetAfter how long a camera must be silent, in the event time of the others, before
 *     everything about it is forgotten and its numbers begin at 1 again; raising it keeps numbers
 *     unique for longer and stores the state of dead cameras for longer
 * @param commitInterval time between commits; raising it makes fewer and larger transactions, and
 *     lets consumers of committed data see frames later
 * @param standbyReplicas copies of the state on other instances; raising it makes a failover faster
 *     and costs disk and network
 * @param threads stream threads of this process, at least 1; raising it uses more cores, up to the
 *     number of partitions
 */
public record TrackSettings(
    Duration lostFor,
    Duration occludedFor,
    int minHits,
    double birthScore,
    double highScore,
    double minOverlap,
    Duration continueWithin,
    Duration forgetAfter,
    Duration commitInterval,
    int standbyReplicas,
    int threads) {

  private static final Duration LEAST = Duration.ofMillis(1);

  /** What applies when nothing is configured. */
  public static final TrackSettings DEFAULTS =
      new TrackSettings(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          3,
          0.3,
          0.6,
          0.2,
          Duration.ofSeconds(5),
          Duration.ofDays(7),
          Duration.ofMillis(100),
          0,
          1);

  public TrackSettings {
    positive("lostFor", lostFor);
    positive("occludedFor", occludedFor);
    positive("forgetAfter", forgetAfter);
    positive("commitInterval", commitInterval);
    if (continueWithin == null) {
      throw new NullPointerException("continueWithin is null");
    }
    if (continueWithin.isNegative()) {
      throw new IllegalArgumentException(
          "continueWithin " + continueWithin + " must not be negative");
    }
    if (minHits < 1) {
      throw new IllegalArgumentException("minHits " + minHits + " must be at least 1");
    }
    share("birthScore", birthScore);
    share("highScore", highScore);
    share("minOverlap", minOverlap);
    if (standbyReplicas < 0) {
      throw new IllegalArgumentException(
          "standbyReplicas " + standbyReplicas + " must not be negative");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + " must be at least 1");
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " " + value + " must be 0 to 1");
    }
  }

  private static void positive(String name, Duration duration) {
    if (duration == null) {
      throw new NullPointerException(name + " is null");
    }
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " " + duration + " must be more than 0");
    }
  }

  /** The same with another time between commits. */
  public TrackSettings withCommitInterval(Duration value) {
    return new TrackSettings(
        lostFor,
        occludedFor,
        minHits,
        birthScore,
        highScore,
        minOverlap,
        continueWithin,
        forgetAfter,
        value,
        standbyReplicas,
        threads);
  }

  /** Reads the section {@code track}. */
  public static TrackSettings read(ConfigNode node) {
    TrackSettings parameters = DEFAULTS.withParameters(node);
    return new TrackSettings(
        parameters.lostFor,
        parameters.occludedFor,
        parameters.minHits,
        parameters.birthScore,
        parameters.highScore,
        parameters.minOverlap,
        parameters.continueWithin,
        node.duration(
            "forget-after", DEFAULTS.forgetAfter, Duration.ofMinutes(1), Duration.ofDays(3650)),
        node.duration("commit-interval", DEFAULTS.commitInterval, LEAST, Duration.ofSeconds(30)),
        (int) node.integer("standby-replicas", DEFAULTS.standbyReplicas, 0, 16),
        (int) node.integer("threads", DEFAULTS.threads, 1, 256));
  }

  /** The same with those parameters of the trackers that a camera's section says otherwise. */
  TrackSettings withParameters(ConfigNode node) {
    return new TrackSettings(
        node.duration("lost-for", lostFor, LEAST, Duration.ofHours(1)),
        node.duration("occluded-for", occludedFor, LEAST, Duration.ofHours(1)),
        (int) node.integer("min-hits", minHits, 1, 1000),
        node.number("birth-score", birthScore, 0, 1),
        node.number("high-score", highScore, 0, 1),
        node.number("min-overlap", minOverlap, 0, 1),
        node.duration("continue-within", continueWithin, Duration.ZERO, Duration.ofHours(1)),
        forgetAfter,
        commitInterval,
        standbyReplicas,
        threads);
  }
}
