package io.panoptes.segment.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterProvider.Sharing;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.appearance.Looks;
import io.panoptes.segment.cameramotion.CameraMotionEstimator;
import io.panoptes.segment.propagation.FlowEngine;
import io.panoptes.segment.propagation.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes, segments and hands on the messages of many cameras, each step on its own threads, so
 * that they overlap. Frames of one camera stay in order; models that cameras share get batches,
 * segmenters with a memory run in parallel for different cameras; frames whose camera wants it go
 * without the segmenter. Nothing here waits for its caller: the caller bounds how many messages are
 * under way.
 */
public final class SegmentWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentWorker.class);
  private static final int MAX_CAMERAS = 1024;

  private final SegmentSettings settings;
  private final Map<CameraId, CameraSegmentation> cameras;
  private final CameraSegmentation others;
  private final Segmenters segmenters;
  private final WorkerObserver observer;
  private final Consumer<Throwable> onFailure;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Newest newest;
  private final Lanes lanes;
  private final Propagations propagations;
  private final Preparation preparation;
  private final Looks looks;
  private final Results results;
  private final List<Thread> runners = new ArrayList<>();
  private int open;
  private boolean closed;

  /**
   * @param flow for cameras of which some frames go without the segmenter
   * @param cameraMotion for cameras that move
   * @param onFailure told of an error that is no frame's fault, after which the worker is of no use
   */
  public SegmentWorker(
      SegmentSettings settings,
      Map<CameraId, CameraSegmentation> cameras,
      CameraSegmentation others,
      Segmenters segmenters,
      ImageDecoder decoder,
      FlowEngine.Factory flow,
      CameraMotionEstimator.Factory cameraMotion,
      WorkerObserver observer,
      Consumer<Throwable> onFailure) {
    this.settings = settings;
    this.cameras = Map.copyOf(cameras);
    this.others = others;
    this.segmenters = segmenters;
    this.observer = observer;
    this.onFailure = onFailure;
    this.newest = new Newest(settings.budget(), MAX_CAMERAS);
    this.looks = new Looks(settings);
    this.lanes = new Lanes(settings, MAX_CAMERAS);
    this.propagations = new Propagations(flow, MAX_CAMERAS);
    this.preparation = new Preparation(lock, changed, settings, decoder, newest, onFailure);
    this.results =
        new Results(
            settings.encodeThreads(),
            new CameraMotions(cameraMotion),
            observer,
            this::told,
            onFailure);
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
        lanes.get(new Lane.Key(choice.name(), null), choice, camera).segmenter();
      } finally {
        lock.unlock();
      }
    } else {
      choice.hash(camera, settings);
    }
    looks.prepare(camera.appearance());
  }

  /** Takes a message of a camera, in that camera's order; returns at once. */
  public void accept(StreamMessage<Frame> message, Receipt receipt) {
    long now = System.nanoTime();
    CameraId name = message.camera();
    CameraSegmentation camera = cameras.getOrDefault(name, others);
    Segmenters.Choice choice = segmenters.choose(camera.segmenter(), settings);
    boolean shared = choice.provider().sharing() == Sharing.SHARED;
    boolean propagates =
        camera.propagation().isActive()
            && choice.provider().looksAtPixels()
            && message instanceof StreamMessage.Item<Frame>;
    lock.lock();
    try {
      Task task =
          new Task(message, receipt, now, propagates ? propagations.get(name, camera) : null);
      Lane lane = lanes.get(new Lane.Key(choice.name(), shared ? null : name), choice, camera);
      task.cameraMoves = camera.cameraMotion() && lane.looksAtPixels;
      task.appearance = camera.appearance();
      lane.closing = false;
      lane.batcher.add(task);
      open++;
      if (!task.isEnd()) {
        newest.see(task.frame);
      }
      if (task.propagation != null) {
        task.propagation.unplanned.add(task);
      }
      preparation.begin(lane);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void runLoop() {
    try {
      for (Lanes.Work work = nextWork(); work != null; work = nextWork()) {
        run(work);
        finish(work);
      }
    } catch (InterruptedException e) {
      LOG.debug("segmenting was interrupted");
    } catch (Throwable e) {
      onFailure.accept(e);
    }
  }

  private Lanes.Work nextWork() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = System.nanoTime();
        Lanes.Work work = lanes.take(now);
        if (work != null) {
          preparation.begin(work.lane());
          return work;
        }
        if (lanes.nextDeadlineNanos() == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.awaitNanos(Math.max(1, lanes.nextDeadlineNanos() - now));
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void run(Lanes.Work work) {
    Lane lane = work.lane();
    List<Task> rest = handLeading(work);
    List<Task> pictures = new ArrayList<>();
    Set<Task> lost = new HashSet<>();
    for (Task task : rest) {
      if (task.needsSegmenter()) {
        (becameStale(task) ? lost : pictures).add(task);
      }
    }
    Map<Task, Segmentation> segmented = segment(lane, pictures);
    for (Task task : rest) {
      Segmentation result = segmented.get(task);
      if (lacksKey(task)) {
        result = segment(lane, List.of(task)).get(task);
      } else if (task.propagation != null && (pictures.contains(task) || lost.contains(task))) {
        task.propagation.broken = result == null;
      }
      hand(task, result, lane);
    }
  }

  /**
   * Hands on, before the segmenter is at work, what no picture of the batch comes before.
   *
   * @return the rest, in order
   */
  private List<Task> handLeading(Lanes.Work work) {
    List<Task> rest = new ArrayList<>();
    Set<CameraId> waiting = new HashSet<>();
    for (Task task : work.batch()) {
      if (waiting.contains(task.camera()) || task.needsSegmenter() || lacksKey(task)) {
        waiting.add(task.camera());
        rest.add(task);
      } else {
        hand(task, null, work.lane());
      }
    }
    return rest;
  }

  /** Whether a frame was to be carried from a key frame that has no result. */
  private static boolean lacksKey(Task task) {
    return task.propagation != null
        && task.reason.isEmpty()
        && !(task.plan instanceof Plan.Segment)
        && task.propagation.broken;
  }

  private Map<Task, Segmentation> segment(Lane lane, List<Task> pictures) {
    if (pictures.isEmpty()) {
      return Map.of();
    }
    long start = System.nanoTime();
    for (Task task : pictures) {
      observer.waited(lane.model, Duration.ofNanos(start - task.acceptedNanos));
    }
    Map<Task, Segmentation> segmented = BatchRun.segment(lane, pictures, looks);
    observer.ran(
        lane.model, lane.device(), pictures.size(), Duration.ofNanos(System.nanoTime() - start));
    return segmented;
  }

  private boolean becameStale(Task task) {
    lock.lock();
    try {
      if (newest.isStale(task.frame)) {
        task.reason = "stale";
        if (task.propagation != null) {
          task.propagation.restart = true;
        }
      }
      return !task.reason.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void hand(Task task, Segmentation result, Lane lane) {
    if (task.isEnd()) {
      endOfEpoch(lane, task.end);
    }
    if (task.model.isEmpty()) {
      task.model = lane.resultModel();
    }
    if (!task.cameraMoves) {
      preparation.release(task);
    }
    results.hand(task, result, lane);
  }

  private void told(Task task) {
    preparation.release(task);
    closeTasks(1);
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
        propagations.end(end.camera());
      } finally {
        lock.unlock();
      }
    }
  }

  private void closeTasks(int count) {
    lock.lock();
    try {
      open -= count;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void finish(Lanes.Work work) {
    boolean close;
    lock.lock();
    try {
      close = lanes.done(work);
      if (!close) {
        preparation.begin(work.lane());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (close) {
      work.lane().close();
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
    List<Task> dropped;
    lock.lock();
    try {
      dropped = lanes.forget(names);
      names.forEach(newest::forget);
      names.forEach(propagations::remove);
    } finally {
      lock.unlock();
    }
    names.forEach(results::forget);
    for (Task task : dropped) {
      task.receipt.dropped("revoked");
    }
    closeTasks(dropped.size());
  }

  /** Stops the threads, without waiting for what is under way, and closes all segmenters. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      preparation.stop();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    try {
      for (Thread runner : runners) {
        runner.join(TimeUnit.SECONDS.toMillis(30));
      }
      results.close(10, TimeUnit.SECONDS);
      preparation.awaitEnd(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    lock.lock();
    try {
      lanes.close();
      propagations.close();
      if (runners.stream().noneMatch(Thread::isAlive)) {
        looks.close();
      }
    } finally {
      lock.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
