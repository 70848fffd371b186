package io.panoptes.train.live;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.UndecodableImageException;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.versions.ModelVersions;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.distil.Distillation;
import io.panoptes.train.distil.StudentWeights;
import io.panoptes.train.distil.TaughtFrame;
import io.panoptes.train.report.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches cameras' networks, round by round, what a teacher says of the cameras' newest frames. A
 * round begins with the version in use; its student becomes the next version only if it agrees
 * better with the teacher than that one, on the newest fifth of the frames, which it has not learnt
 * from. Older versions stay for a roll-back, and a rolled-back version is what the next round
 * begins with.
 *
 * <p>One thread learns; any may add frames.
 */
public final class LiveDistillation implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveDistillation.class);

  /** Share of a camera's frames, the newest, that are kept apart to measure on. */
  private static final double HELD_OUT = 0.2;

  /** Samples are prepared on a thread beside: for a quarter of the time that a step takes. */
  private static final double PREPARING = 0.25;

  /** Folder of the last round's student beside the versions, whether it became one or not. */
  private static final String STUDENT = "student";

  private static final int SIDE = 320;
  private static final int BATCH = 8;

  private final LiveSettings settings;
  private final CpuBudget budget;
  private final FrameShrinker shrinker;
  private final StudentSource students;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<CameraId, TaughtWindow> windows = new LinkedHashMap<>();
  private final Map<CameraId, Integer> rounds = new HashMap<>();
  private volatile boolean closed;

  /** Gives the weights of the model that no version stands for. */
  interface StudentSource {
    Checkpoint bundled() throws IOException;
  }

  public LiveDistillation(LiveSettings settings, CpuBudget budget, ImageDecoder decoder) {
    this(settings, budget, decoder, StudentWeights::bundled);
  }

  LiveDistillation(
      LiveSettings settings, CpuBudget budget, ImageDecoder decoder, StudentSource students) {
    this.settings = requireNonNull(settings, "settings is null");
    this.budget = requireNonNull(budget, "budget is null");
    this.shrinker = new FrameShrinker(decoder);
    this.students = requireNonNull(students, "students is null");
  }

  /** A frame that the teacher has labelled; a camera's come in order, and may come twice. */
  public void add(LabelledFrame frame) {
    lock.lock();
    try {
      windows
          .computeIfAbsent(frame.id().camera(), camera -> new TaughtWindow(settings.frames()))
          .add(frame);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody else teaches these cameras from now on. */
  public void forget(Collection<CameraId> cameras) {
    lock.lock();
    try {
      cameras.forEach(windows::remove);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a camera that has enough new frames, and runs a round for it.
   *
   * @return what came out; empty when it was closed
   * @throws RoundFailedException when versions cannot be read or written, or frames teach nothing;
   *     its frames do not count as new any more
   */
  public Optional<LiveRound> next() throws RoundFailedException, InterruptedException {
    Optional<Due> due = awaitDue();
    if (due.isEmpty()) {
      return Optional.empty();
    }
    try {
      return learn(due.get());
    } catch (IOException | RuntimeException e) {
      throw new RoundFailedException(due.get().camera(), e);
    }
  }

  /** A camera's turn, the {@code round}th, and its frames, oldest first. */
  private record Due(CameraId camera, int round, List<LabelledFrame> frames) {}

  private Optional<Due> awaitDue() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        for (CameraId camera : windows.keySet()) {
          if (isDue(camera)) {
            return Optional.of(take(camera));
          }
        }
        changed.await();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Its next turn is behind the others'. */
  private Due take(CameraId camera) {
    TaughtWindow window = windows.remove(camera);
    windows.put(camera, window);
    return new Due(camera, rounds.merge(camera, 1, Integer::sum), window.take());
  }

  private boolean isDue(CameraId camera) {
    TaughtWindow window = windows.get(camera);
    boolean first = !rounds.containsKey(camera);
    return window.size() >= settings.leastFrames()
        && window.fresh() >= (first ? 1 : settings.leastFrames() / 4);
  }

  private Optional<LiveRound> learn(Due due) throws IOException {
    CameraId camera = due.camera();
    long start = budget.now();
    ModelVersions versions = new ModelVersions(settings.folder(camera));
    int from = versions.current();
    Checkpoint student = from == 0 ? students.bundled() : StudentWeights.of(versions.folder(from));
    Path work = settings.folder(camera).resolve(STUDENT);
    Distillation.Plan plan =
        new Distillation.Plan(
            work,
            1000L * from + due.round(),
            Duration.ZERO,
            settings.steps(),
            SIDE,
            BATCH,
            Distillation.Plan.of(work).learningRate(),
            RuntimeOptions.cpu().withThreads(settings.threads()),
            Optional.empty());
    Pace pace = new Pace();
    List<TaughtFrame> taught = unpack(due, pace);
    if (closed) {
      return Optional.empty();
    }
    Distillation.Outcome outcome =
        new Distillation(plan, student, LabelSet.STREET)
            .run(taught, pace::stops, (step, loss, done) -> {});
    if (pace.stops()) {
      return Optional.empty();
    }
    OptionalInt version = OptionalInt.empty();
    if (outcome.isBetter()) {
      version = OptionalInt.of(versions.publish(outcome.model()));
      versions.prune(settings.keep());
    }
    return Optional.of(
        new LiveRound(
            camera,
            taught.size(),
            from,
            version,
            agreement(outcome.before()),
            agreement(outcome.after()),
            Duration.ofNanos(budget.now() - start)));
  }

  private List<TaughtFrame> unpack(Due due, Pace pace) {
    List<LabelledFrame> frames = due.frames();
    WatchedFrames watched = new WatchedFrames();
    for (int i = 0; i < frames.size() && !pace.stops(); i++) {
      LabelledFrame frame = frames.get(i);
      try {
        TaughtFrame unpacked = shrinker.unpack(frame, i >= (1 - HELD_OUT) * frames.size());
        watched.add(unpacked, FrameShrinker.moving(frame, unpacked), frame.capturedAt());
      } catch (UndecodableImageException e) {
        LOG.warn("frame {} is not learnt from: {}", frame.id(), e.getMessage());
      }
    }
    return watched.corrected();
  }

  private static LiveRound.Agreement agreement(Validation.Result result) {
    return new LiveRound.Agreement(result.all().pq(), result.all().meanIou());
  }

  /** Ends what is under way soon; nothing of it is written. Any thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Pays for the work since it was last asked, and waits until there may be more. */
  private final class Pace {

    private long since = budget.now();

    boolean stops() {
      budget.spent(since, settings.threads() * (1 + PREPARING));
      lock.lock();
      try {
        for (Duration pause = budget.pause(); !closed && !pause.isZero(); pause = budget.pause()) {
          changed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      } finally {
        lock.unlock();
      }
      since = budget.now();
      return closed;
    }
  }
}
