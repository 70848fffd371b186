package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.cameramotion.CameraMotionEstimator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The estimator of each camera that moves. Those of one camera are called by one thread only. */
final class CameraMotions {

  private final CameraMotionEstimator.Factory factory;
  private final Map<CameraId, CameraMotionEstimator> byCamera = new ConcurrentHashMap<>();

  CameraMotions(CameraMotionEstimator.Factory factory) {
    this.factory = factory;
  }

  /** Since the camera's last frame that had a result. */
  CameraMotion since(Task task, Segmentation found) {
    return byCamera
        .computeIfAbsent(task.camera(), camera -> factory.open())
        .since(task.picture(), found);
  }

  /** Forgets a camera. */
  void end(CameraId camera) {
    CameraMotionEstimator known = byCamera.remove(camera);
    if (known != null) {
      known.close();
    }
  }

  /** Called when nobody calls anything else any more. */
  void close() {
    byCamera.values().forEach(CameraMotionEstimator::close);
    byCamera.clear();
  }
}
