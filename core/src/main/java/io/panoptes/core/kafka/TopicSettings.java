package io.panoptes.core.kafka;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;
import java.util.Optional;

/**
 * How long Kafka keeps what. Retention counts from the moment that the broker stored a message, not
 * from its event time, so that recordings from last year are not deleted at once.
 *
 * @param retention of frames, panoptic, tracked and labelled frames; longer lets a stage that was
 *     down catch up, and takes disk; empty for no limit
 * @param alertRetention of alerts
 * @param deadLetterRetention of messages that could not be read
 */
public record TopicSettings(
    Optional<Duration> retention, Duration alertRetention, Duration deadLetterRetention) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);
  private static final String UNLIMITED = "unlimited";

  public TopicSettings {
    requireNonNull(retention, "retention is null");
    retention.ifPresent(value -> requirePositive("retention", value));
    requirePositive("alertRetention", alertRetention);
    requirePositive("deadLetterRetention", deadLetterRetention);
  }

  private static void requirePositive(String name, Duration value) {
    requireNonNull(value, name + " is null");
    if (value.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(name + " " + value + " must be at least " + SHORTEST);
    }
  }

  /** What an empty section gives: an hour of frames, a week of alerts and dead letters. */
  public static TopicSettings defaults() {
    return new TopicSettings(
        Optional.of(Duration.ofHours(1)), Duration.ofDays(7), Duration.ofDays(7));
  }

  /** Reads its keys in the section {@code kafka}. */
  public static TopicSettings read(ConfigNode node) {
    TopicSettings defaults = defaults();
    return new TopicSettings(
        node.text("retention", "").equals(UNLIMITED)
            ? Optional.empty()
            : Optional.of(
                node.duration("retention", defaults.retention.orElseThrow(), SHORTEST, LONGEST)),
        node.duration("alert-retention", defaults.alertRetention, SHORTEST, LONGEST),
        node.duration("dead-letter-retention", defaults.deadLetterRetention, SHORTEST, LONGEST));
  }

  /** The same, but frames stay until something else deletes them, as in the replay of a file. */
  public TopicSettings withUnlimitedRetention() {
    return new TopicSettings(Optional.empty(), alertRetention, deadLetterRetention);
  }
}
