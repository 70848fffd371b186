package io.panoptes.sink.kafka;

import io.panoptes.core.frame.CameraId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Finds out whether a recording is complete: the camera's recorder is at the end, the rules have
 * committed beyond that end, and every alert that was there then has been read. Belongs to one
 * thread.
 */
final class EndWatch {

  private final RecordLoop loop;
  private final RulesProgress rules;
  private final Map<CameraId, Target> targets = new HashMap<>();

  /** Where the alerts of an end are complete. */
  private record Target(long trackedEnd, long alertOffset) {}

  EndWatch(RecordLoop loop, RulesProgress rules) {
    this.loop = loop;
    this.rules = rules;
  }

  /**
   * @param watched whether the camera has rules to wait for
   */
  boolean isComplete(CameraId camera, boolean watched)
      throws ExecutionException, InterruptedException {
    Optional<CameraFeed> feed = loop.feed(camera);
    if (feed.isEmpty() || !feed.get().recorder().isAtEnd()) {
      return false;
    }
    if (!watched) {
      return true;
    }
    int partition = feed.get().partition();
    long trackedEnd = feed.get().trackedEnd();
    Target target = targets.get(camera);
    if (target == null || target.trackedEnd() != trackedEnd) {
      if (rules.committed(partition) <= trackedEnd) {
        return false;
      }
      target = new Target(trackedEnd, rules.alertEnd(partition));
      targets.put(camera, target);
    }
    return loop.alertPosition(partition) >= target.alertOffset();
  }
}
