package io.panoptes.sink;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;

/**
 * How the overlay video of a live camera is cut, and how much of it is kept. Recordings have one
 * video.
 *
 * @param length of a file in event time; 0 for one file without an end
 * @param keep finished files are deleted when their end lies so far back; 0 keeps them
 * @param keepBytes the oldest finished files of a camera are deleted while together they have more;
 *     0 keeps them
 */
public record OverlaySegments(Duration length, Duration keep, long keepBytes) {

  public static final OverlaySegments DEFAULTS =
      new OverlaySegments(Duration.ofMinutes(10), Duration.ZERO, 0);

  private static final long MEBI = 1L << 20;
  private static final long MOST_MEBIBYTES = 1L << 30;

  public OverlaySegments {
    requireNonNull(length, "length is null");
    requireNonNull(keep, "keep is null");
    if (length.isNegative() || keep.isNegative() || keepBytes < 0) {
      throw new IllegalArgumentException(
          "length %s, keep %s and keepBytes %d must not be negative"
              .formatted(length, keep, keepBytes));
    }
  }

  /** Reads the section {@code overlay-segments} of the sink. */
  static OverlaySegments read(ConfigNode node) {
    Duration length = node.duration("length", DEFAULTS.length, Duration.ZERO, Duration.ofDays(1));
    Duration keep = node.duration("keep", DEFAULTS.keep, Duration.ZERO, Duration.ofDays(3650));
    long bytes =
        MEBI * node.integer("keep-mebibytes", DEFAULTS.keepBytes / MEBI, 0, MOST_MEBIBYTES);
    if (length.isZero() && (!keep.isZero() || bytes > 0)) {
      node.problem("keeps only a part of the video but never cuts it; give a length, such as 10m");
    }
    return new OverlaySegments(length, keep, bytes);
  }
}
