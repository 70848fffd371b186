package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest event time of each camera's epoch, and which live frames lie too far behind it. Keeps
 * a bounded number of cameras, the recently seen ones. Not safe for threads.
 */
final class Newest {

  private final Duration budget;
  private final Map<CameraId, Seen> byCamera;

  private record Seen(long epoch, Instant at) {}

  Newest(Duration budget, int maxCameras) {
    this.budget = budget;
    this.byCamera =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<CameraId, Seen> eldest) {
            return size() > maxCameras;
          }
        };
  }

  void see(Frame frame) {
    Seen seen = byCamera.get(frame.id().camera());
    if (seen == null
        || frame.id().epoch() > seen.epoch
        || (frame.id().epoch() == seen.epoch && frame.capturedAt().isAfter(seen.at))) {
      byCamera.put(frame.id().camera(), new Seen(frame.id().epoch(), frame.capturedAt()));
    }
  }

  /** Whether a frame is live and older than its budget. */
  boolean isStale(Frame frame) {
    if (frame.delivery() == Delivery.LOSSLESS) {
      return false;
    }
    Seen seen = byCamera.get(frame.id().camera());
    return seen != null
        && seen.epoch == frame.id().epoch()
        && Duration.between(frame.capturedAt(), seen.at).compareTo(budget) > 0;
  }

  void forget(CameraId camera) {
    byCamera.remove(camera);
  }
}
