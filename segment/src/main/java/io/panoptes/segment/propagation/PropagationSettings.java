package io.panoptes.segment.propagation;

import io.panoptes.core.config.ConfigNode;
import java.time.Duration;

/**
 * How often one camera's frames are segmented. The defaults segment every frame.
 *
 * @param keyframeEvery the segmenter sees every so many frames, optical flow carries its segments
 *     through those between; 1 leaves flow out, raising it saves the model's time and blurs
 *     outlines
 * @param keyframeDrift share of the picture that flow may explain badly before the segmenter sees
 *     the frame all the same; raising it saves more and trusts flow longer
 * @param stillGate whether a scene in which nothing moves keeps its result
 * @param stillLevel grey levels by which a spot of about 8 x 8 pixels must change to count as
 *     moved; raising it ignores stronger noise and fainter motion
 * @param stillArea share of the picture that must have moved; raising it ignores larger things
 * @param stillFor longest that a result is kept, in event time
 */
public record PropagationSettings(
    int keyframeEvery,
    double keyframeDrift,
    boolean stillGate,
    double stillLevel,
    double stillArea,
    Duration stillFor) {

  public PropagationSettings {
    if (keyframeEvery < 1) {
      throw new IllegalArgumentException("keyframe-every " + keyframeEvery + " must be at least 1");
    }
    requireShare("keyframe-drift", keyframeDrift);
    if (!(stillLevel > 0 && stillLevel <= 255)) {
      throw new IllegalArgumentException(
          "still-level " + stillLevel + " must be more than 0 and at most 255");
    }
    requireShare("still-area", stillArea);
    if (stillFor.isNegative() || stillFor.isZero()) {
      throw new IllegalArgumentException("still-for " + stillFor + " must be more than 0");
    }
  }

  private static void requireShare(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(key + " " + value + " must be 0 to 1");
    }
  }

  /** What a camera gets that says nothing else: every frame is segmented. */
  public static PropagationSettings defaults() {
    return new PropagationSettings(1, 0.02, false, 6, 0.0005, Duration.ofSeconds(10));
  }

  /** Reads a camera's keys; problems are recorded in its document. */
  public static PropagationSettings read(ConfigNode camera) {
    PropagationSettings defaults = defaults();
    return new PropagationSettings(
        (int) camera.integer("keyframe-every", defaults.keyframeEvery, 1, 1000),
        camera.number("keyframe-drift", defaults.keyframeDrift, 0, 1),
        camera.bool("still-gate", defaults.stillGate),
        camera.number("still-level", defaults.stillLevel, 0.5, 255),
        camera.number("still-area", defaults.stillArea, 0, 1),
        camera.duration(
            "still-for", defaults.stillFor, Duration.ofMillis(1), Duration.ofHours(24)));
  }

  /** Whether any frame may go without the segmenter. */
  public boolean isActive() {
    return keyframeEvery > 1 || stillGate;
  }
}
