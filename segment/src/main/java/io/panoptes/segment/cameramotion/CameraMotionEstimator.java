package io.panoptes.segment.cameramotion;

import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;

/**
 * Tells how a camera that pans, tilts, zooms, sways or is carried has moved from one of its frames
 * to the next. One for each camera; one thread at a time. Equal footage gives equal results.
 */
public interface CameraMotionEstimator extends AutoCloseable {

  /** Opens estimators. Safe for many threads. */
  interface Factory {

    /** Opens one; the caller closes it. */
    CameraMotionEstimator open();
  }

  /**
   * How the picture moved since the one of the call before.
   *
   * @param picture the camera's next one; it is not kept
   * @param found its segments: what moves by itself, things, says nothing of the camera
   * @return {@link CameraMotion#NONE} for the first picture of an epoch or of a size, when the
   *     camera stood still, and when too little can be seen to tell
   */
  CameraMotion since(Picture picture, Segmentation found);

  @Override
  void close();
}
