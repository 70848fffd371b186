package io.panoptes.segment.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.segment.worker.OffsetTracker;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** What is under way of one assigned partition. Safe for many threads. */
final class PartitionWork {

  private final TopicPartition partition;
  private final OffsetTracker offsets = new OffsetTracker();
  private final Set<CameraId> cameras = new HashSet<>();
  private boolean revoked;
  private boolean paused;

  PartitionWork(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  synchronized void start(long offset) {
    offsets.start(offset);
  }

  synchronized void addCamera(CameraId camera) {
    cameras.add(camera);
  }

  synchronized Set<CameraId> cameras() {
    return Set.copyOf(cameras);
  }

  synchronized void finish(long offset) {
    offsets.finish(offset);
    notifyAll();
  }

  /**
   * Waits until nothing is under way.
   *
   * @param deadlineNanos by {@link System#nanoTime}
   * @return whether that happened in time
   */
  synchronized boolean awaitFinished(long deadlineNanos) {
    try {
      while (offsets.open() > 0) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  synchronized int open() {
    return offsets.open();
  }

  synchronized OptionalLong takeCommittable() {
    return offsets.takeCommittable();
  }

  synchronized OptionalLong committable() {
    return offsets.committable();
  }

  /** From now on somebody else works on the partition; results are not sent any more. */
  synchronized void revoke() {
    revoked = true;
  }

  synchronized boolean isRevoked() {
    return revoked;
  }

  /** Only the consumer's thread calls these. */
  boolean isPaused() {
    return paused;
  }

  void setPaused(boolean paused) {
    this.paused = paused;
  }
}
