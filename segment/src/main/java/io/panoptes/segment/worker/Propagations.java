package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.propagation.CameraPlanner;
import io.panoptes.segment.propagation.FlowEngine;
import java.util.LinkedHashMap;
import java.util.Map;

/** The propagation of each camera that has any. Guarded by the worker's lock. */
final class Propagations {

  private final FlowEngine.Factory engines;
  private final int maxCameras;
  private final Map<CameraId, CameraPropagation> byCamera = new LinkedHashMap<>(16, 0.75f, true);

  Propagations(FlowEngine.Factory engines, int maxCameras) {
    this.engines = engines;
    this.maxCameras = maxCameras;
  }

  CameraPropagation get(CameraId camera, CameraSegmentation configuration) {
    CameraPropagation known = byCamera.get(camera);
    if (known == null) {
      evictIdle();
      known = new CameraPropagation(new CameraPlanner(configuration.propagation(), engines));
      byCamera.put(camera, known);
    }
    return known;
  }

  /** Lets the camera go that was silent longest. */
  private void evictIdle() {
    if (byCamera.size() < maxCameras) {
      return;
    }
    for (Map.Entry<CameraId, CameraPropagation> entry : byCamera.entrySet()) {
      if (entry.getValue().isIdle()) {
        remove(entry.getKey());
        return;
      }
    }
  }

  /** A camera has ended; one that goes on already keeps what it has. */
  void end(CameraId camera) {
    CameraPropagation known = byCamera.get(camera);
    if (known != null && known.isIdle()) {
      remove(camera);
    }
  }

  void remove(CameraId camera) {
    CameraPropagation known = byCamera.remove(camera);
    if (known != null) {
      known.close();
    }
  }

  void close() {
    byCamera.values().forEach(CameraPropagation::close);
    byCamera.clear();
  }
}
