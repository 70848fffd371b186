package io.panoptes.ingest;

import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.ingest.CameraStatus.State;
import io.panoptes.ingest.IngestAccount.DropReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one camera from start to end on the calling thread: connects, reads, hands over to the
 * encoders, and connects again when something breaks. Nothing that goes wrong here reaches another
 * camera.
 */
public final class CameraRunner implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CameraRunner.class);

  /** More encoders than this gain nothing: one reader cannot feed them. */
  private static final int MOST_ENCODERS = 4;

  /** How long a stopped camera waits for what it has sent. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  /**
   * What a runner needs from the world.
   *
   * @param sources makes connections
   * @param publisher takes frames on
   * @param account of frames
   * @param clock the wall clock
   * @param nanoTime such as {@link System#nanoTime}
   * @param random for back-off
   */
  public record Surroundings(
      FrameSource.Factory sources,
      FramePublisher publisher,
      IngestAccount account,
      Clock clock,
      LongSupplier nanoTime,
      RandomGenerator random) {

    /** With the clocks of this machine. */
    public static Surroundings real(
        FrameSource.Factory sources, FramePublisher publisher, IngestAccount account) {
      return new Surroundings(
          sources,
          publisher,
          account,
          Clock.systemUTC(),
          System::nanoTime,
          RandomGenerator.getDefault());
    }
  }

  private final CameraSettings settings;
  private final Surroundings surroundings;
  private final CameraMonitor monitor;
  private final StopSignal stop = new StopSignal();
  private final EpochCounter epochs;
  private final Backoff backoff;
  private final int encoders;
  private volatile Connection connection;
  private Instant continueAt;

  public CameraRunner(CameraSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.monitor = new CameraMonitor(settings.camera(), surroundings.account());
    this.epochs = new EpochCounter(isRepeatable(settings), surroundings.clock());
    this.backoff =
        new Backoff(
            settings.connection().reconnectMin(),
            settings.connection().reconnectMax(),
            surroundings.random());
    this.encoders =
        settings.delivery() == Delivery.LIVE
            ? 1
            : Math.min(MOST_ENCODERS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Whether another run must give the same frames again. A recording that plays the part of a live
   * camera must not: behind it, frames of a number that was there before are duplicates.
   */
  private static boolean isRepeatable(CameraSettings settings) {
    return settings.isRecording() && settings.delivery() == Delivery.LOSSLESS;
  }

  public CameraSettings settings() {
    return settings;
  }

  public CameraStatus status() {
    return monitor.status();
  }

  /** Makes {@link #run} end soon. Safe from any thread. */
  public void stop() {
    stop.stop();
    Connection current = connection;
    if (current != null) {
      current.source.interrupt();
    }
  }

  /** To be called a few times a second by somebody else's thread: ends a silent connection. */
  public void checkSilence() {
    Connection current = connection;
    if (current != null && current.watchdog.isSilent()) {
      current.silent = true;
      current.source.interrupt();
    }
  }

  @Override
  public void run() {
    try {
      boolean again = true;
      while (again && !stop.isStopped()) {
        again = connectOnce();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      reportUnexpected(e);
      monitor.state(State.FAILED);
    } finally {
      if (!monitor.state().isFinal()) {
        monitor.state(State.STOPPED);
      }
    }
  }

  /** One connection, and the wait after it; false when nothing more is to come. */
  private boolean connectOnce() throws InterruptedException {
    monitor.state(State.CONNECTING);
    Connection current = new Connection();
    connection = current;
    try {
      if (stop.isStopped()) {
        return false;
      }
      current.stream();
      if (settings.isRecording() && !stop.isStopped()) {
        if (settings.playback().loop() && current.frames > 0) {
          return true;
        }
        monitor.state(State.COMPLETED);
        return false;
      }
      report("the stream ended");
    } catch (SourceException e) {
      report(
          current.silent
              ? "no usable picture for "
                  + settings.connection().silenceTimeout().toMillis() / 1000.0
                  + " s"
              : e.getMessage());
    } catch (RuntimeException e) {
      reportUnexpected(e);
    } finally {
      connection = null;
      current.source.close();
    }
    if (stop.isStopped()) {
      return false;
    }
    if (settings.isRecording()) {
      monitor.state(State.FAILED);
      return false;
    }
    monitor.state(State.BACKING_OFF);
    Duration wait = backoff.next(current.lasted());
    LOG.info("{}: connecting again in {} ms", settings.camera(), wait.toMillis());
    return !stop.await(wait);
  }

  private void report(String problem) {
    if (!stop.isStopped()) {
      String safe = settings.source().redact(problem);
      LOG.warn("{}: {}", settings.camera(), safe);
      monitor.note(safe);
    }
  }

  /** An error's own text may hold credentials, so the log gets a text and not the error. */
  private void reportUnexpected(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    LOG.error("{}: {}", settings.camera(), settings.source().redact(trace.toString()));
    monitor.note(settings.source().redact("unexpected error: " + error));
  }

  /** One connection from open to end. */
  private final class Connection {
    final FrameSource source = surroundings.sources().create(settings);
    final SilenceWatchdog watchdog =
        new SilenceWatchdog(settings.connection().silenceTimeout(), surroundings.nanoTime());
    volatile boolean silent;
    long frames;
    private boolean lastWasUsable;
    private long firstNanos;
    private long lastNanos;

    void stream() throws SourceException, InterruptedException {
      SourceInfo info = source.open();
      long epoch = epochs.next();
      monitor.epoch(epoch);
      monitor.totalFrames(info.totalFrames());
      monitor.state(State.STREAMING);
      LOG.info(
          "{}: epoch {}, {}x{} pixels from {}",
          settings.camera(),
          epoch,
          info.width(),
          info.height(),
          settings.source());
      Instant connectedAt = eventStart(info);
      EpochPipeline pipeline =
          new EpochPipeline(
              settings,
              epoch,
              encoders,
              surroundings.publisher(),
              monitor,
              stop,
              surroundings.nanoTime());
      EndOfEpoch.Reason reason = EndOfEpoch.Reason.INTERRUPTED;
      try {
        read(info, pipeline);
        if (settings.isRecording()) {
          reason = EndOfEpoch.Reason.COMPLETED;
        }
      } finally {
        if (stop.isStopped()) {
          reason = EndOfEpoch.Reason.STOPPED;
        }
        frames = pipeline.finish(reason, connectedAt, STOP_PATIENCE);
        LOG.info("{}: epoch {} ended with {} frames", settings.camera(), epoch, frames);
      }
      Optional<String> shortfall = source.shortfall();
      if (shortfall.isPresent()) {
        report(shortfall.get());
      }
    }

    private Instant eventStart(SourceInfo info) {
      if (!settings.isRecording()) {
        return surroundings.clock().instant().truncatedTo(ChronoUnit.MICROS);
      }
      if (continueAt != null) {
        return continueAt;
      }
      Optional<Instant> startsAt = settings.playback().startsAt();
      return isRepeatable(settings)
          ? startsAt.or(info::recordedAt).orElse(Instant.EPOCH)
          : startsAt.orElseGet(() -> surroundings.clock().instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void read(SourceInfo info, EpochPipeline pipeline)
        throws SourceException, InterruptedException {
      EventTime eventTime =
          settings.isRecording()
              ? EventTime.ofRecording(eventStart(info), info.framesPerSecond())
              : EventTime.ofCamera(info.framesPerSecond());
      FrameRateCap cap = new FrameRateCap(settings.maxFrameRate());
      KeyFrameGate gate = new KeyFrameGate(settings.isRecording());
      Pacer pacer =
          new Pacer(
              settings.isRecording() ? settings.playback().speed() : PlaybackSettings.Speed.MAX,
              surroundings.nanoTime(),
              stop);
      Instant first = null;
      for (Optional<Picture> next = await(gate); next.isPresent(); next = await(gate)) {
        Picture picture = next.get();
        long decodedNanos = surroundings.nanoTime().getAsLong();
        monitor.in();
        if (!lastWasUsable) {
          picture.close();
          monitor.dropped(DropReason.CORRUPT);
          continue;
        }
        Instant capturedAt = eventTime.next(picture.ptsMicros(), surroundings.clock().instant());
        first = first == null ? capturedAt : first;
        continueAt = capturedAt.plus(eventTime.nominalFrameMicros(), ChronoUnit.MICROS);
        firstNanos = firstNanos == 0 ? decodedNanos : firstNanos;
        lastNanos = decodedNanos;
        if (!cap.accepts(capturedAt)) {
          picture.close();
          monitor.dropped(DropReason.FRAME_RATE);
        } else if (!pacer.await(capturedAt)) {
          picture.close();
          monitor.dropped(DropReason.STOPPED);
        } else {
          long pts = picture.ptsMicros();
          pipeline.add(
              new TimedPicture(
                  picture,
                  pts == Picture.NO_PTS ? ChronoUnit.MICROS.between(first, capturedAt) : pts,
                  capturedAt,
                  decodedNanos));
        }
      }
    }

    private Optional<Picture> await(KeyFrameGate gate) throws SourceException {
      lastWasUsable = false;
      if (stop.isStopped()) {
        return Optional.empty();
      }
      watchdog.waiting();
      try {
        Optional<Picture> next = source.next();
        lastWasUsable = next.isPresent() && gate.passes(next.get().condition());
        return next;
      } finally {
        watchdog.answered(lastWasUsable);
      }
    }

    Duration lasted() {
      return Duration.ofNanos(lastNanos - firstNanos);
    }
  }
}
