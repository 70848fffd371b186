package io.panoptes.sink.record;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.join.JoinStep;
import io.panoptes.sink.rules.CameraRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes everything about one camera: takes joined steps from one thread, draws on a second and
 * compresses on a third. When its files cannot be written it says so, counts what it is given as
 * failed and signs for it, so that other cameras go on. {@link #offer} and {@link #close} belong to
 * one thread; the other methods may be called from any.
 */
public final class CameraRecorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CameraRecorder.class);
  private static final int MAX_WAITING = 8;
  private static final long CLOSE_SECONDS = 60;

  private final CameraId camera;
  private final Path folder;
  private final RecordListener listener;
  private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(MAX_WAITING + 1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong endReached = new AtomicLong(-1);
  private final FrameWriter writer;
  private final Thread thread;
  private volatile long offered;

  /**
   * @param step null to stop
   */
  private record Task(JoinStep step, long number) {}

  /**
   * @param folder of this camera; made if it is missing, earlier results in it are replaced
   */
  public CameraRecorder(
      CameraId camera,
      CameraRules rules,
      SinkSettings settings,
      Path folder,
      MediaTools tools,
      RecordListener listener) {
    this.camera = camera;
    this.folder = folder;
    this.listener = listener;
    this.writer = new FrameWriter(camera, rules, settings, folder, tools);
    thread = new Thread(this::run, "sink-draw-" + camera);
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes a step, or answers false when there is no room for now. */
  public boolean offer(JoinStep step) {
    if (tasks.size() >= MAX_WAITING) {
      return false;
    }
    step.frame().ifPresent(frame -> listener.in(camera));
    offered++;
    return tasks.offer(new Task(step, offered));
  }

  /** Frames that are in the files. */
  public long written() {
    return written.get();
  }

  /** Whether the last step was the end of an epoch, and all before it is in the files. */
  public boolean isAtEnd() {
    return offered > 0 && endReached.get() == offered;
  }

  /** Why nothing is written any more, if so. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  private void run() {
    try {
      writer.open();
    } catch (IOException e) {
      fail(unusable(e));
    }
    try {
      Task task = tasks.take();
      while (task.step() != null) {
        handle(task);
        task = tasks.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      writer.close();
    } catch (IOException e) {
      fail(e);
    }
  }

  private IOException unusable(IOException cause) {
    return new IOException(
        "cannot write into %s: %s; choose a folder that is writable and has free space"
            .formatted(folder, cause),
        cause);
  }

  private void handle(Task task) throws InterruptedException {
    JoinStep step = task.step();
    if (failure.get() != null) {
      giveUp(step, "write");
      return;
    }
    long started = System.nanoTime();
    try {
      Optional<EndOfEpoch> end = step.end();
      if (end.isPresent()) {
        writer.end(end.get(), cause -> ended(task, cause));
      } else {
        writer.write(step, outcome -> settled(step, outcome, started));
      }
    } catch (IOException e) {
      fail(unusable(e));
      giveUp(step, "write");
    } catch (RuntimeException e) {
      LOG.error("{} could not be drawn", step, e);
      giveUp(step, "error");
    }
  }

  private void settled(JoinStep step, FrameWriter.Outcome outcome, long started) {
    if (outcome.failure() != null) {
      fail(outcome.failure());
      giveUp(step, "write");
      return;
    }
    step.receipt().done();
    if (step.frame().isEmpty()) {
      return;
    }
    written.incrementAndGet();
    if (outcome.isPictureReadable()) {
      listener.processed(camera, Duration.ofNanos(System.nanoTime() - started));
    } else {
      listener.failed(camera, "undecodable");
    }
  }

  private void ended(Task task, IOException cause) {
    if (cause != null) {
      fail(cause);
    } else {
      endReached.set(task.number());
    }
    task.step().receipt().done();
  }

  private void giveUp(JoinStep step, String reason) {
    step.frame().ifPresent(frame -> listener.failed(camera, reason));
    step.receipt().done();
  }

  private void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      LOG.error("{} is not recorded any more: {}", camera, cause.getMessage());
    }
  }

  /** Writes what was offered and finishes all files. */
  @Override
  public void close() {
    try {
      if (!tasks.offer(new Task(null, 0), CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.error("the recorder of {} hangs; its files stay unfinished", camera);
        return;
      }
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      if (thread.isAlive()) {
        LOG.error("the recorder of {} hangs; its files stay unfinished", camera);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
