package io.panoptes.track;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;

/**
 * How one camera is tracked.
 *
 * @param tracker which tracker
 * @param settings its parameters; how the stage runs is not a camera's to say
 */
public record CameraTracking(TrackerKind tracker, TrackSettings settings) {

  /** What applies to cameras without configuration. */
  public static final CameraTracking DEFAULTS =
      new CameraTracking(TrackerKind.PANOPTIC, TrackSettings.DEFAULTS);

  public CameraTracking {
    requireNonNull(tracker, "tracker is null");
    requireNonNull(settings, "settings is null");
  }

  /**
   * Reads what tracking needs of one entry of {@code cameras}: {@code tracker}, and parameters
   * under {@code track} that win over those of all cameras.
   *
   * @param name of the camera, for messages
   * @param settings of all cameras
   */
  public static CameraTracking read(String name, ConfigNode camera, TrackSettings settings) {
    return new CameraTracking(
        camera.choice("tracker", DEFAULTS.tracker),
        settings.withParameters(camera.mapping("track")));
  }
}
