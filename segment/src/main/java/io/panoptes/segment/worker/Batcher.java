package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Queues the messages of several cameras and groups them into batches: a batch goes when it is full
 * or when its first picture has waited long enough. Messages that need no segmenter take no place
 * in it and go at once. Each camera's messages stay in order; cameras take turns, at decoding as in
 * batches, so that a busy one does not starve the others. Not safe for threads.
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

  /**
   * The next frame to decode, now marked as being decoded: of the camera that has the fewest
   * decoded ones, the oldest among equals; null when there is none.
   */
  Task nextToDecode() {
    if (decoded >= decodeAhead) {
      return null;
    }
    Task next = null;
    int fewest = Integer.MAX_VALUE;
    for (Deque<Task> queue : queues.values()) {
      int ahead = 0;
      for (Task task : queue) {
        if (task.state == Task.State.QUEUED) {
          if (ahead < fewest || (ahead == fewest && task.acceptedNanos < next.acceptedNanos)) {
            next = task;
            fewest = ahead;
          }
          break;
        }
        ahead += task.isEnd() ? 0 : 1;
      }
    }
    if (next != null) {
      next.state = Task.State.DECODING;
      decoded++;
    }
    return next;
  }

  /** When the waiting pictures become a batch even if it is not full; empty when none is ready. */
  OptionalLong deadline() {
    long first = Long.MAX_VALUE;
    for (Deque<Task> queue : queues.values()) {
      Task head = queue.peek();
      if (head != null && head.state == Task.State.READY && head.needsSegmenter()) {
        first = Math.min(first, head.acceptedNanos);
      }
    }
    return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first + maxDelayNanos);
  }

  /**
   * Takes what needs no segmenter, and a batch with it if one is due. An end of epoch is the last
   * message of its camera in a batch, so that frames of the next epoch do not overtake it.
   *
   * @return empty when nothing is due
   */
  List<Task> take(long nowNanos) {
    List<Task> batch = new ArrayList<>(maxBatch);
    Set<CameraId> closed = new HashSet<>();
    for (CameraId camera : List.copyOf(queues.keySet())) {
      takeFree(camera, batch, closed);
    }
    if (isDue(nowNanos)) {
      takePictures(batch, closed);
    }
    size -= batch.size();
    return batch;
  }

  private boolean isDue(long nowNanos) {
    OptionalLong deadline = deadline();
    return deadline.isPresent()
        && (deadline.getAsLong() - nowNanos <= 0 || readyPictures() >= maxBatch);
  }

  private void takePictures(List<Task> batch, Set<CameraId> closed) {
    int pictures = 0;
    boolean found = true;
    while (found && pictures < maxBatch) {
      found = false;
      for (CameraId camera : List.copyOf(queues.keySet())) {
        Task head = closed.contains(camera) ? null : queues.get(camera).peek();
        if (pictures < maxBatch && head != null && head.state == Task.State.READY) {
          batch.add(remove(camera));
          pictures++;
          found = true;
          takeFree(camera, batch, closed);
          moveBack(camera);
        }
      }
    }
  }

  /** Takes a camera's next messages as long as they need no segmenter. */
  private void takeFree(CameraId camera, List<Task> batch, Set<CameraId> closed) {
    Deque<Task> queue = queues.get(camera);
    while (queue != null && !closed.contains(camera)) {
      Task head = queue.peek();
      if (head == null || head.state != Task.State.READY || head.needsSegmenter()) {
        break;
      }
      batch.add(remove(camera));
      if (head.isEnd()) {
        closed.add(camera);
      }
    }
    if (queue != null && queue.isEmpty()) {
      queues.remove(camera);
    }
  }

  private Task remove(CameraId camera) {
    Task task = queues.get(camera).remove();
    decoded -= task.isEnd() ? 0 : 1;
    return task;
  }

  private void moveBack(CameraId camera) {
    Deque<Task> queue = queues.remove(camera);
    if (queue != null && !queue.isEmpty()) {
      queues.put(camera, queue);
    }
  }

  private int readyPictures() {
    int ready = 0;
    for (Deque<Task> queue : queues.values()) {
      for (Task task : queue) {
        if (task.state != Task.State.READY) {
          break;
        }
        ready += task.needsSegmenter() ? 1 : 0;
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
