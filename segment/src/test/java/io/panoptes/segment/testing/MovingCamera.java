package io.panoptes.segment.testing;

import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.cameramotion.CameraMotionEstimator;

/** A camera for tests that says in each picture's first byte how far to the right it looks. */
public final class MovingCamera implements CameraMotionEstimator {

  private int before = -1;

  @Override
  public CameraMotion since(Picture picture, Segmentation found) {
    if (before == -2) {
      throw new IllegalStateException("closed");
    }
    int now = picture.image().bgr().get(0);
    CameraMotion motion = before < 0 ? CameraMotion.NONE : CameraMotion.shift(before - now, 0);
    before = now;
    return motion;
  }

  @Override
  public void close() {
    before = -2;
  }
}
