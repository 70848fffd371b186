package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

/**
 * What made looks, so that only those of one kind are compared, and how alike is alike there.
 *
 * @param name of the kind and, where there are several, of the very model, 1 to {@value
 *     #MAX_NAME_LENGTH} characters; looks of two names mean nothing to each other
 * @param threshold likeness above which two looks of one picture are rather of one thing than of
 *     two, more than -1 and less than 1; raising it makes looks speak for a link less readily
 */
public record AppearanceSpace(String name, double threshold) {

  /** Longest name. */
  public static final int MAX_NAME_LENGTH = 64;

  /** Histograms of colours; also whatever does not say what it is. */
  public static final AppearanceSpace COLOURS = new AppearanceSpace("colours", 0.8);

  public AppearanceSpace {
    requireNonNull(name, "name is null");
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "name '%s' of an appearance space has %d characters; 1 to %d, not all blank, are needed"
              .formatted(name, name.length(), MAX_NAME_LENGTH));
    }
    if (!(threshold > -1 && threshold < 1)) {
      throw new IllegalArgumentException(
          "threshold %s of the appearance space %s must be more than -1 and less than 1"
              .formatted(threshold, name));
    }
  }

  /**
   * How much a likeness says: 1 for the same look, 0 at the threshold, less than 0 below it.
   *
   * @param likeness a cosine, -1 to 1, or NaN, which it remains
   */
  public double evidence(double likeness) {
    return (likeness - threshold) / (1 - threshold);
  }
}
