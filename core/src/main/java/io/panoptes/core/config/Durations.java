package io.panoptes.core.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 20s}, {@code 5m}, {@code 2h}, {@code 7d}.
 */
final class Durations {

  private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|m|h|d)");

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final double NANOS_PER_MILLI = 1e6;

  private Durations() {}

  /** Empty when the text is none; 292 years when it is longer. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unitMillis =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> SECOND;
          case "m" -> MINUTE;
          case "h" -> HOUR;
          default -> DAY;
        };
    double nanos = Double.parseDouble(matcher.group(1)) * unitMillis * NANOS_PER_MILLI;
    return Optional.of(Duration.ofNanos(Math.round(nanos)));
  }

  /** In the largest unit that needs no fraction. */
  static String show(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0 || millis % SECOND != 0) {
      return millis + "ms";
    }
    if (millis % DAY == 0) {
      return millis / DAY + "d";
    }
    if (millis % HOUR == 0) {
      return millis / HOUR + "h";
    }
    return millis % MINUTE == 0 ? millis / MINUTE + "m" : millis / SECOND + "s";
  }
}
