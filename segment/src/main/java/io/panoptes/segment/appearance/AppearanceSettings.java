package io.panoptes.segment.appearance;

import io.panoptes.core.config.ConfigNode;

/**
 * How it is said what a camera's things look like.
 *
 * @param looks {@value #COLOURS}, {@value #NONE}, or a model's folder or name, whose vectors the
 *     categories of its manifest get; all other things then get colours
 * @param most vectors of the model in one frame, the largest things first; raising it describes
 *     crowds better and takes time
 */
public record AppearanceSettings(String looks, int most) {

  public static final String COLOURS = "colours";
  public static final String NONE = "none";

  private static final int LARGEST_MOST = 1_000;

  public AppearanceSettings {
    if (looks.isBlank()) {
      throw new IllegalArgumentException(
          "appearance is empty; write colours, none or a model's folder");
    }
    if (most < 1 || most > LARGEST_MOST) {
      throw new IllegalArgumentException(
          "appearance-most " + most + " must be 1 to " + LARGEST_MOST);
    }
  }

  /** What a camera gets that says nothing else. */
  public static AppearanceSettings defaults() {
    return new AppearanceSettings(COLOURS, 16);
  }

  /** Whether a model says it. */
  public boolean isModel() {
    return !looks.equals(COLOURS) && !looks.equals(NONE);
  }

  /** Reads a camera's keys; problems are recorded in its document. */
  public static AppearanceSettings read(ConfigNode camera) {
    AppearanceSettings defaults = defaults();
    String looks = camera.text("appearance", defaults.looks);
    int most = (int) camera.integer("appearance-most", defaults.most, 1, LARGEST_MOST);
    if (looks.isBlank()) {
      camera
          .section("appearance")
          .problem("is empty; write colours, none or the folder of a model such as /models/people");
      return new AppearanceSettings(defaults.looks, most);
    }
    return new AppearanceSettings(looks, most);
  }
}
