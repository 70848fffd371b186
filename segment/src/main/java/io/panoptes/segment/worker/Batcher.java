package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Queues the messages of several cameras and groups them into batches: a batch goes when it is full
 * or when its first message has waited long enough. Each camera's messages stay in order; cameras
 * take turns, so that a busy one does not starve the others. Not safe for threads.
 */
final class Batcher {

  private final int maxBatch;
  private final long maxDelayNanos;
  private final int decodeAhead;
  private final Map<CameraId, Deque<Task>> queues = new LinkedHashMap<>();
  private int size;
  private int decoded;

  /**
   * @param decodeAhead most frames that hold pixels at once
   */
  Batcher(int maxBatch, long maxDelayNanos, int decodeAhead) {
    this.maxBatch = maxBatch;
    this.maxDelayNanos = maxDelayNanos;
    this.decodeAhead = Math.max(decodeAhead, maxBatch);
  }

  void add(Task task) {
    queues.computeIfAbsent(task.camera(), camera -> new ArrayDeque<>()).add(task);
    size++;
  }

  int size() {
    return size;
  }

  /** The next frame to decode, now marked as being decoded; null when there is none. */
  Task nextToDecode() {
    if (decoded >= decodeAhead) {
      return null;
    }
    Task oldest = null;
    for (Deque<Task> queue : queues.values()) {
      for (Task task : queue) {
        if (task.state == Task.State.QUEUED) {
          if (oldest == null || task.acceptedNanos < oldest.acceptedNanos) {
            oldest = task;
          }
          break;
        }
      }
    }
    if (oldest != null) {
      oldest.state = Task.State.DECODING;
      decoded++;
    }
    return oldest;
  }

  /** When the waiting messages become a batch even if it is not full; empty when none is ready. */
  OptionalLong deadline() {
    long first = Long.MAX_VALUE;
    for (Deque<Task> queue : queues.values()) {
      Task head = queue.peek();
      if (head != null && head.state == Task.State.READY) {
        first = Math.min(first, head.acceptedNanos);
      }
    }
    return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first + maxDelayNanos);
  }

  /**
   * Takes a batch if one is due. An end of epoch is the last message of its camera in a batch, so
   * that frames of the next epoch do not overtake it.
   *
   * @return empty when none is due
   */
  List<Task> take(long nowNanos) {
    OptionalLong deadline = deadline();
    if (deadline.isEmpty() || (deadline.getAsLong() - nowNanos > 0 && ready() < maxBatch)) {
      return List.of();
    }
    List<Task> batch = new ArrayList<>(maxBatch);
    List<CameraId> closed = new ArrayList<>();
    boolean found = true;
    while (found && batch.size() < maxBatch) {
      found = false;
      for (Map.Entry<CameraId, Deque<Task>> entry : List.copyOf(queues.entrySet())) {
        Task head = entry.getValue().peek();
        if (batch.size() < maxBatch
            && head != null
            && head.state == Task.State.READY
            && !closed.contains(entry.getKey())) {
          batch.add(entry.getValue().remove());
          found = true;
          if (head.isEnd()) {
            closed.add(entry.getKey());
          } else {
            decoded--;
          }
          moveBack(entry.getKey(), entry.getValue());
        }
      }
    }
    size -= batch.size();
    return batch;
  }

  private void moveBack(CameraId camera, Deque<Task> queue) {
    queues.remove(camera);
    if (!queue.isEmpty()) {
      queues.put(camera, queue);
    }
  }

  private int ready() {
    int ready = 0;
    for (Deque<Task> queue : queues.values()) {
      for (Task task : queue) {
        if (task.state != Task.State.READY) {
          break;
        }
        ready++;
      }
    }
    return ready;
  }

  /** Takes out everything of these cameras that waits. */
  List<Task> drain(Set<CameraId> cameras) {
    List<Task> all = new ArrayList<>();
    for (CameraId camera : cameras) {
      Deque<Task> queue = queues.remove(camera);
      if (queue != null) {
        all.addAll(queue);
      }
    }
    for (Task task : all) {
      decoded -= !task.isEnd() && task.state != Task.State.QUEUED ? 1 : 0;
    }
    size -= all.size();
    return all;
  }
}
