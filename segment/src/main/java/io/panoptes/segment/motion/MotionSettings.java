package io.panoptes.segment.motion;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;

/**
 * Parameters of the segmenter {@code motion}.
 *
 * @param workingHeight height in pixels of the picture in which motion is looked for; raising it
 *     finds smaller things and sharper outlines and takes time with its square
 * @param threshold standard deviations from the background that make foreground; raising it misses
 *     more and invents less
 * @param minArea smallest thing as a share of the frame's area; raising it leaves out small things
 *     and noise
 * @param shadows whether shadows are told from things
 * @param steady whether the swaying of a camera on its pole is undone before pictures are compared
 * @param learningTime how long the background remembers; raising it makes the background steadier
 *     and slower to follow the light
 * @param absorbAfter how long a thing may stand still before it becomes background
 * @param peopleDetector whether OpenCV's people detector helps to tell and to part people
 * @param detectorInterval how long a thing that is not yet told waits for its next look by the
 *     people detector; raising it saves time
 */
public record MotionSettings(
    int workingHeight,
    double threshold,
    double minArea,
    boolean shadows,
    boolean steady,
    Duration learningTime,
    Duration absorbAfter,
    boolean peopleDetector,
    Duration detectorInterval) {

  public MotionSettings {
    if (workingHeight < 48) {
      throw new IllegalArgumentException(
          "working-height " + workingHeight + " must be at least 48 pixels");
    }
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("threshold " + threshold + " must be more than 0");
    }
    if (!(minArea > 0 && minArea < 1)) {
      throw new IllegalArgumentException("min-area " + minArea + " must be between 0 and 1");
    }
    requirePositive("learning-time", learningTime);
    requirePositive("absorb-after", absorbAfter);
    requirePositive("detector-interval", detectorInterval);
  }

  private static void requirePositive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " " + value + " must be more than 0");
    }
  }

  /** What an empty section gives. */
  public static MotionSettings defaults() {
    return new MotionSettings(
        288,
        4,
        0.0006,
        true,
        true,
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        true,
        Duration.ofMillis(500));
  }

  /** Reads a camera's section {@code motion}; problems are recorded in its document. */
  public static MotionSettings read(ConfigNode node) {
    MotionSettings defaults = defaults();
    return new MotionSettings(
        (int) node.integer("working-height", defaults.workingHeight, 48, 2160),
        node.number("threshold", defaults.threshold, 1, 20),
        node.number("min-area", defaults.minArea, 0.00001, 0.5),
        node.bool("shadows", defaults.shadows),
        node.bool("steady", defaults.steady),
        node.duration(
            "learning-time", defaults.learningTime, Duration.ofMillis(100), Duration.ofHours(1)),
        node.duration(
            "absorb-after", defaults.absorbAfter, Duration.ofMillis(100), Duration.ofHours(24)),
        node.bool("people-detector", defaults.peopleDetector),
        node.duration(
            "detector-interval",
            defaults.detectorInterval,
            Duration.ofMillis(1),
            Duration.ofMinutes(1)));
  }
}
