package io.panoptes.sink.kafka;

import io.panoptes.core.alert.Alert;
import io.panoptes.sink.export.AlertLog;
import io.panoptes.sink.join.FrameJoin;
import io.panoptes.sink.join.JoinStep;
import io.panoptes.sink.record.CameraRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one camera's messages go through on the reading thread: the join, then the recorder; alerts
 * go to their file at once. Belongs to that thread, but for the questions answered by the recorder.
 */
final class CameraFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);

  private final int partition;
  private final Path folder;
  private final FrameJoin join;
  private final CameraRecorder recorder;
  private AlertLog alerts;
  private JoinStep next;
  private volatile Throwable alertFailure;
  private volatile long trackedEnd = -1;

  /**
   * @param partition of the camera in every topic
   */
  CameraFeed(int partition, Path folder, FrameJoin join, CameraRecorder recorder) {
    this.partition = partition;
    this.folder = folder;
    this.join = join;
    this.recorder = recorder;
    try {
      Files.createDirectories(folder);
      alerts = new AlertLog(folder.resolve("alerts.jsonl"));
    } catch (IOException e) {
      failAlerts(e);
    }
  }

  int partition() {
    return partition;
  }

  FrameJoin join() {
    return join;
  }

  CameraRecorder recorder() {
    return recorder;
  }

  /** Offset of the last end of an epoch on {@code tracked-frames}, -1 before there is any. */
  long trackedEnd() {
    return trackedEnd;
  }

  void trackedEnd(long offset) {
    trackedEnd = offset;
  }

  void add(Alert alert) {
    if (alertFailure != null) {
      return;
    }
    try {
      alerts.add(alert);
    } catch (IOException e) {
      failAlerts(e);
    }
  }

  private void failAlerts(IOException cause) {
    alertFailure =
        new IOException(
            "cannot write alerts into %s: %s; choose a folder that is writable and has free space"
                .formatted(folder, cause),
            cause);
    LOG.error("alerts are not written any more: {}", alertFailure.getMessage());
  }

  Optional<Throwable> failure() {
    return alertFailure != null ? Optional.of(alertFailure) : recorder.failure();
  }

  /** Hands on what is joined, as far as the recorder has room. */
  void pump() {
    while (true) {
      if (next == null) {
        next = join.poll().orElse(null);
      }
      if (next == null || !recorder.offer(next)) {
        return;
      }
      next = null;
    }
  }

  /** Forgets what will be read again. */
  void forgetWaiting() {
    join.forgetWaiting();
  }

  @Override
  public void close() {
    recorder.close();
    if (alerts != null) {
      try {
        alerts.close();
      } catch (IOException e) {
        failAlerts(e);
      }
    }
  }
}
