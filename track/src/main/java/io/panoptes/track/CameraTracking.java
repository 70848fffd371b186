package io.panoptes.track;

import io.panoptes.core.config.ConfigNode;

/**
 * How one camera is tracked.
 *
 * @param tracker which tracker
 */
public record CameraTracking(TrackerKind tracker) {

  /** What applies to cameras without configuration. */
  public static final CameraTracking DEFAULTS = new CameraTracking(TrackerKind.PANOPTIC);

  public CameraTracking {
    if (tracker == null) {
      throw new NullPointerException("tracker is null");
    }
  }

  /**
   * Reads what tracking needs of one entry of {@code cameras}.
   *
   * @param name of the camera, for messages
   */
  public static CameraTracking read(String name, ConfigNode camera) {
    return new CameraTracking(camera.choice("tracker", DEFAULTS.tracker));
  }
}
