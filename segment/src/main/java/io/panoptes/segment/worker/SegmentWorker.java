package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterProvider.Sharing;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.UndecodableImageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes, segments and hands on the messages of many cameras, each step on its own threads, so
 * that they overlap. Frames of one camera stay in order; models that cameras share get batches,
 * segmenters with a memory run in parallel for different cameras. Nothing here waits for its
 * caller: the caller bounds how many messages are under way.
 */
public final class SegmentWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentWorker.class);
  private static final int MAX_CAMERAS = 1024;
  private static final int DECODE_AHEAD = 3;

  private final SegmentSettings settings;
  private final Map<CameraId, CameraSegmentation> cameras;
  private final CameraSegmentation others;
  private final Segmenters segmenters;
  private final ImageDecoder decoder;
  private final Consumer<Throwable> onFailure;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Lane.Key, Lane> lanes = new LinkedHashMap<>();
  private final Newest newest;
  private final ImagePool images;
  private final ExecutorService decoders;
  private final Emitters emitters;
  private final List<Thread> runners = new ArrayList<>();
  private int open;
  private boolean closed;

  /**
   * @param onFailure told of an error that is no frame's fault, after which the worker is of no use
   */
  public SegmentWorker(
      SegmentSettings settings,
      Map<CameraId, CameraSegmentation> cameras,
      CameraSegmentation others,
      Segmenters segmenters,
      ImageDecoder decoder,
      Consumer<Throwable> onFailure) {
    this.settings = settings;
    this.cameras = Map.copyOf(cameras);
    this.others = others;
    this.segmenters = segmenters;
    this.decoder = decoder;
    this.onFailure = onFailure;
    this.newest = new Newest(settings.budget(), MAX_CAMERAS);
    this.images = new ImagePool(2 * settings.maxBatch() + settings.decodeThreads());
    this.decoders =
        Executors.newFixedThreadPool(
            settings.decodeThreads(), task -> new Thread(task, "segment-decode"));
    this.emitters = new Emitters(settings.encodeThreads());
    for (int i = 0; i < settings.runThreads(); i++) {
      runners.add(new Thread(this::runLoop, "segment-run-" + i));
    }
  }

  /**
   * Opens and warms up every shared model that the configuration names, checks the others, and
   * starts the threads.
   *
   * @throws io.panoptes.segment.SegmenterException when a segmenter cannot be had
   */
  public void start() {
    for (CameraSegmentation camera : cameras.values()) {
      prepare(camera);
    }
    prepare(others);
    runners.forEach(Thread::start);
  }

  private void prepare(CameraSegmentation camera) {
    Segmenters.Choice choice = segmenters.choose(camera.segmenter(), settings);
    if (choice.provider().sharing() == Sharing.SHARED) {
      lock.lock();
      try {
        lane(new Lane.Key(choice.name(), null), choice, camera).segmenter();
      } finally {
        lock.unlock();
      }
    } else {
      choice.hash(camera, settings);
    }
  }

  /** Takes a message of a camera, in that camera's order; returns at once. */
  public void accept(StreamMessage<Frame> message, Receipt receipt) {
    Task task = new Task(message, receipt, System.nanoTime());
    CameraSegmentation camera = cameras.getOrDefault(message.camera(), others);
    Segmenters.Choice choice = segmenters.choose(camera.segmenter(), settings);
    boolean shared = choice.provider().sharing() == Sharing.SHARED;
    lock.lock();
    try {
      Lane lane =
          lane(new Lane.Key(choice.name(), shared ? null : message.camera()), choice, camera);
      lane.closing = false;
      lane.batcher.add(task);
      open++;
      if (!task.isEnd()) {
        newest.see(task.frame);
      }
      decodeMore(lane);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Lane lane(Lane.Key key, Segmenters.Choice choice, CameraSegmentation camera) {
    Lane lane = lanes.get(key);
    if (lane == null) {
      evictIdleLane();
      boolean shared = key.camera() == null;
      Batcher batcher =
          shared
              ? new Batcher(
                  settings.maxBatch(), settings.maxDelay().toNanos(), 2 * settings.maxBatch())
              : new Batcher(1, 0, DECODE_AHEAD);
      lane = new Lane(choice, shared, camera, settings, batcher);
      lanes.put(key, lane);
    }
    return lane;
  }

  private void evictIdleLane() {
    if (lanes.size() < MAX_CAMERAS) {
      return;
    }
    for (Map.Entry<Lane.Key, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      if (!lane.shared && !lane.busy && lane.batcher.size() == 0) {
        lane.close();
        lanes.remove(entry.getKey());
        return;
      }
    }
  }

  private void decodeMore(Lane lane) {
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
        decoders.execute(() -> decode(next));
      }
    }
  }

  private void decode(Task task) {
    Image image = images.acquire(task.frame.width(), task.frame.height());
    String cause = "";
    try {
      decoder.decode(task.frame.image(), image);
    } catch (UndecodableImageException e) {
      cause = e.getMessage();
    } catch (Throwable e) {
      onFailure.accept(e);
      return;
    }
    lock.lock();
    try {
      if (cause.isEmpty()) {
        task.image = image;
      } else {
        images.release(image);
        task.reason = "undecodable";
        task.cause = cause;
      }
      task.state = Task.State.READY;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void runLoop() {
    try {
      for (Work work = nextWork(); work != null; work = nextWork()) {
        run(work);
        finish(work);
      }
    } catch (InterruptedException e) {
      LOG.debug("segmenting was interrupted");
    } catch (Throwable e) {
      onFailure.accept(e);
    }
  }

  private record Work(Lane.Key key, Lane lane, List<Task> batch) {}

  private Work nextWork() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = System.nanoTime();
        long wait = Long.MAX_VALUE;
        for (Map.Entry<Lane.Key, Lane> entry : lanes.entrySet()) {
          Lane lane = entry.getValue();
          if (lane.busy) {
            continue;
          }
          List<Task> batch = lane.batcher.take(now);
          if (!batch.isEmpty()) {
            lane.busy = true;
            lanes.remove(entry.getKey());
            lanes.put(entry.getKey(), lane);
            decodeMore(lane);
            return new Work(entry.getKey(), lane, batch);
          }
          OptionalLong deadline = lane.batcher.deadline();
          if (deadline.isPresent()) {
            wait = Math.min(wait, deadline.getAsLong() - now);
          }
        }
        if (wait == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.awaitNanos(Math.max(1, wait));
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void run(Work work) {
    List<Task> frames = new ArrayList<>();
    for (Task task : work.batch) {
      if (!task.isEnd() && task.reason.isEmpty() && !becameStale(task)) {
        frames.add(task);
      }
    }
    Map<Task, Segmentation> results = BatchRun.segment(work.lane, frames);
    for (Task task : work.batch) {
      if (task.isEnd()) {
        endOfEpoch(work.lane, task.end);
      }
      emit(task, results.get(task), work.lane.model);
    }
  }

  private boolean becameStale(Task task) {
    lock.lock();
    try {
      if (newest.isStale(task.frame)) {
        task.reason = "stale";
      }
      return !task.reason.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void endOfEpoch(Lane lane, EndOfEpoch end) {
    try {
      lane.endOfEpoch(end);
    } catch (RuntimeException e) {
      LOG.warn("{} failed at the end of epoch {} of {}", lane.model, end.epoch(), end.camera(), e);
    }
    if (end.reason() != EndOfEpoch.Reason.INTERRUPTED) {
      lock.lock();
      try {
        lane.closing = !lane.shared && lane.batcher.size() == 0;
        newest.forget(end.camera());
      } finally {
        lock.unlock();
      }
    }
  }

  private void emit(Task task, Segmentation result, String model) {
    if (task.image != null) {
      images.release(task.image);
      task.image = null;
    }
    emitters.execute(
        task.camera(),
        () -> {
          try {
            tell(task, result, model);
          } catch (Throwable e) {
            onFailure.accept(e);
          }
        });
  }

  private void tell(Task task, Segmentation result, String model) {
    try {
      if (task.isEnd()) {
        task.receipt.ended(task.end);
      } else if (task.reason.equals("stale")) {
        task.receipt.dropped(task.reason);
      } else if (!task.reason.isEmpty()) {
        task.receipt.failed(task.reason, task.cause);
      } else {
        Frame frame = task.frame;
        task.receipt.segmented(
            new PanopticFrame(
                frame.id(),
                frame.capturedAt(),
                frame.ptsMicros(),
                result.map(),
                result.segments(),
                model));
      }
    } finally {
      closeTask(1);
    }
  }

  private void closeTask(int count) {
    lock.lock();
    try {
      open -= count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void finish(Work work) {
    boolean close;
    lock.lock();
    try {
      work.lane.busy = false;
      close = work.lane.closing;
      if (close) {
        lanes.remove(work.key);
      } else {
        decodeMore(work.lane);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (close) {
      work.lane.close();
    }
  }

  /**
   * Waits until every accepted message has its receipt.
   *
   * @return whether that happened in time
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    lock.lock();
    try {
      while (open > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets cameras that somebody else works on from now: what waits gets the receipt {@code
   * dropped("revoked")}, and their memory is freed.
   */
  public void forget(Collection<CameraId> gone) {
    Set<CameraId> names = new HashSet<>(gone);
    List<Task> dropped = new ArrayList<>();
    lock.lock();
    try {
      for (Map.Entry<Lane.Key, Lane> entry : List.copyOf(lanes.entrySet())) {
        Lane lane = entry.getValue();
        dropped.addAll(lane.batcher.drain(names));
        if (!lane.shared && names.contains(entry.getKey().camera())) {
          lane.closing = true;
          if (!lane.busy) {
            lanes.remove(entry.getKey());
            lane.close();
          }
        }
      }
      names.forEach(newest::forget);
    } finally {
      lock.unlock();
    }
    for (Task task : dropped) {
      task.receipt.dropped("revoked");
    }
    closeTask(dropped.size());
  }

  /** Stops the threads, without waiting for what is under way, and closes all segmenters. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    decoders.shutdownNow();
    boolean interrupted = false;
    try {
      for (Thread runner : runners) {
        runner.join(TimeUnit.SECONDS.toMillis(30));
      }
      emitters.close(10, TimeUnit.SECONDS);
      decoders.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    lock.lock();
    try {
      for (Lane lane : lanes.values()) {
        if (lane.busy) {
          LOG.warn("{} still runs and is left open", lane.model);
        } else {
          lane.close();
        }
      }
      lanes.clear();
    } finally {
      lock.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
