package io.panoptes.segment.worker;

import io.panoptes.segment.Image;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.UndecodableImageException;
import io.panoptes.segment.propagation.Plan;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The first step of a frame, on threads of its own: its pixels, and where its camera wants that, a
 * plan of how it gets its result. Frames are decoded in any order and planned in their camera's.
 */
final class Preparation {

  private final ReentrantLock lock;
  private final Condition changed;
  private final ImageDecoder decoder;
  private final Newest newest;
  private final Consumer<Throwable> onFailure;
  private final ImagePool images;
  private final ExecutorService threads;
  private boolean closed;

  /**
   * @param lock the worker's
   * @param changed signalled when a frame is ready
   */
  Preparation(
      ReentrantLock lock,
      Condition changed,
      SegmentSettings settings,
      ImageDecoder decoder,
      Newest newest,
      Consumer<Throwable> onFailure) {
    this.lock = lock;
    this.changed = changed;
    this.decoder = decoder;
    this.newest = newest;
    this.onFailure = onFailure;
    this.images = new ImagePool(2 * settings.maxBatch() + settings.decodeThreads());
    this.threads =
        Executors.newFixedThreadPool(
            settings.decodeThreads(), task -> new Thread(task, "segment-decode"));
  }

  /** Begins with what a lane may have decoded now. Called with the lock held. */
  void begin(Lane lane) {
    if (closed) {
      return;
    }
    for (Task task = lane.batcher.nextToDecode();
        task != null;
        task = lane.batcher.nextToDecode()) {
      if (newest.isStale(task.frame)) {
        task.reason = "stale";
        task.state = Task.State.READY;
      } else {
        Task next = task;
        threads.execute(() -> prepare(next, lane.looksAtPixels));
      }
    }
  }

  private void prepare(Task task, boolean pixels) {
    try {
      decode(task, pixels);
      if (task.propagation != null) {
        plan(task.propagation);
      }
    } catch (Throwable e) {
      onFailure.accept(e);
    }
  }

  private void decode(Task task, boolean pixels) {
    Image image = images.acquire(task.frame.width(), task.frame.height());
    String cause = "";
    if (pixels) {
      try {
        decoder.decode(task.frame.image(), image);
      } catch (UndecodableImageException e) {
        cause = e.getMessage();
      }
    }
    lock.lock();
    try {
      if (cause.isEmpty()) {
        task.image = image;
        task.state = task.propagation == null ? Task.State.READY : Task.State.DECODED;
      } else {
        images.release(image);
        task.reason = "undecodable";
        task.cause = cause;
        task.state = Task.State.READY;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void plan(CameraPropagation propagation) {
    for (Task task = nextToPlan(propagation); task != null; task = nextToPlan(propagation)) {
      Plan plan = propagation.planner.plan(task.picture());
      lock.lock();
      try {
        task.plan = plan;
        task.state = Task.State.READY;
        propagation.planned();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private Task nextToPlan(CameraPropagation propagation) {
    lock.lock();
    try {
      Task next = propagation.nextToPlan();
      if (next != null && propagation.restart) {
        propagation.restart = false;
        propagation.planner.restart();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a frame's pixels back. */
  void release(Task task) {
    if (task.image != null) {
      images.release(task.image);
      task.image = null;
    }
  }

  /** Begins with nothing any more. Called with the lock held. */
  void stop() {
    closed = true;
    threads.shutdownNow();
  }

  /** Waits for what {@link #stop} left under way. */
  void awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
    threads.awaitTermination(timeout, unit);
  }
}
