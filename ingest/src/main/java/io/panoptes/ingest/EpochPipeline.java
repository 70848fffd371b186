package io.panoptes.ingest;

import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.ingest.IngestAccount.DropReason;
import io.panoptes.ingest.IngestAccount.FailReason;
import io.panoptes.ingest.PictureQueue.Ticketed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes and publishes the pictures of one epoch while its reader goes on decoding. Several
 * workers encode at the same time; whatever they finish is published in the order of the pictures.
 * Sequence numbers are given to what is really sent, without gaps. {@link #add} and {@link #finish}
 * belong to the reader's thread.
 */
final class EpochPipeline {

  private static final Logger LOG = LoggerFactory.getLogger(EpochPipeline.class);

  /** A recording is given up when so many frames in a row were refused. */
  private static final int MOST_REFUSALS = 20;

  private final CameraSettings settings;
  private final long epoch;
  private final FramePublisher publisher;
  private final CameraMonitor monitor;
  private final StopSignal stop;
  private final LongSupplier nanoTime;
  private final PictureQueue<TimedPicture> queue;
  private final List<Thread> workers = new ArrayList<>();

  private final Object turn = new Object();
  private long nextTicket;
  private long sequence;
  private long unacknowledged;
  private long acknowledged;
  private Instant lastCapturedAt;
  private volatile int refusedInARow;
  private volatile String lastRefusal = "";

  EpochPipeline(
      CameraSettings settings,
      long epoch,
      int workerCount,
      FramePublisher publisher,
      CameraMonitor monitor,
      StopSignal stop,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.epoch = epoch;
    this.publisher = publisher;
    this.monitor = monitor;
    this.stop = stop;
    this.nanoTime = nanoTime;
    this.queue =
        switch (settings.delivery()) {
          case LIVE -> PictureQueue.mailbox();
          case LOSSLESS -> PictureQueue.waiting(workerCount + 1);
        };
    for (int i = 0; i < workerCount; i++) {
      Thread worker = new Thread(this::work, "ingest-" + settings.camera() + "-encode-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  /**
   * Takes a picture over.
   *
   * @throws SourceException when Kafka takes nothing of a lossless camera any more
   */
  void add(TimedPicture picture) throws SourceException, InterruptedException {
    String refusal = lastRefusal;
    if (settings.delivery() == Delivery.LOSSLESS && refusedInARow >= MOST_REFUSALS) {
      picture.close();
      monitor.failed(FailReason.PUBLISH);
      throw new SourceException(
          "Kafka refused %d frames in a row: %s".formatted(refusedInARow, refusal));
    }
    Optional<TimedPicture> replaced = queue.put(picture);
    if (replaced.isPresent()) {
      replaced.get().close();
      monitor.dropped(DropReason.MAILBOX);
    }
  }

  /**
   * Waits until everything is published and acknowledged, then publishes the end of the epoch and
   * waits for that, too.
   *
   * @param connectedAt event time of the end if no frame was published
   * @param patience how long to wait for acknowledgements once the camera has been stopped
   * @return how many frames were acknowledged
   */
  long finish(EndOfEpoch.Reason reason, Instant connectedAt, Duration patience)
      throws InterruptedException {
    queue.close();
    for (Thread worker : workers) {
      worker.join();
    }
    awaitAcknowledgements(patience);
    EndOfEpoch end;
    synchronized (turn) {
      if (acknowledged == 0 && reason == EndOfEpoch.Reason.INTERRUPTED) {
        return 0;
      }
      end =
          new EndOfEpoch(
              settings.camera(),
              epoch,
              acknowledged,
              lastCapturedAt == null ? connectedAt : lastCapturedAt,
              reason);
    }
    publishEnd(end, patience);
    return end.frames();
  }

  private void awaitAcknowledgements(Duration patience) throws InterruptedException {
    synchronized (turn) {
      long deadline = 0;
      while (unacknowledged > 0) {
        if (!stop.isStopped()) {
          turn.wait(200);
          continue;
        }
        if (deadline == 0) {
          deadline = System.nanoTime() + patience.toNanos();
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          LOG.warn(
              "{}: {} frames were not acknowledged in time", settings.camera(), unacknowledged);
          return;
        }
        turn.wait(Math.max(1, Math.min(200, left / 1_000_000)));
      }
    }
  }

  private void publishEnd(EndOfEpoch end, Duration patience) throws InterruptedException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    publisher.publish(
        settings,
        StreamMessage.end(end),
        stop,
        new FramePublisher.Outcome() {
          @Override
          public void acknowledged() {
            done.complete(null);
          }

          @Override
          public void failed(Exception error) {
            done.completeExceptionally(error);
          }
        });
    try {
      while (true) {
        try {
          done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
          return;
        } catch (TimeoutException e) {
          if (stop.isStopped()) {
            LOG.warn("{}: the end of epoch {} was not acknowledged", settings.camera(), epoch);
            return;
          }
        }
      }
    } catch (ExecutionException e) {
      String text = settings.source().redact(String.valueOf(e.getCause().getMessage()));
      LOG.warn("{}: the end of epoch {} was not published: {}", settings.camera(), epoch, text);
      monitor.note("the end of epoch " + epoch + " was not published: " + text);
    }
  }

  private void work() {
    try {
      for (Optional<Ticketed<TimedPicture>> next = queue.take();
          next.isPresent();
          next = queue.take()) {
        long ticket = next.get().ticket();
        TimedPicture picture = next.get().item();
        EncodedPicture encoded = encode(picture);
        awaitTurn(ticket);
        try {
          if (encoded != null) {
            publish(picture, encoded);
          }
        } finally {
          endTurn();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EncodedPicture encode(TimedPicture picture) {
    try (picture) {
      EncodedPicture encoded = picture.picture().encode();
      if (encoded.image().size() <= publisher.maxImageBytes()) {
        return encoded;
      }
      monitor.failed(FailReason.TOO_LARGE);
      note(
          "a picture of %d bytes is larger than the %d that fit into a message; lower jpeg-quality"
                  .formatted(encoded.image().size(), publisher.maxImageBytes())
              + " or width");
    } catch (RuntimeException e) {
      monitor.failed(FailReason.ENCODE);
      note("a picture could not be encoded: " + e.getMessage());
    }
    return null;
  }

  private void note(String text) {
    String safe = settings.source().redact(text);
    if (safe.equals(monitor.status().note())) {
      LOG.debug("{}: {}", settings.camera(), safe);
    } else {
      LOG.warn("{}: {}", settings.camera(), safe);
    }
    monitor.note(safe);
  }

  private void awaitTurn(long ticket) throws InterruptedException {
    synchronized (turn) {
      while (nextTicket != ticket) {
        turn.wait();
      }
    }
  }

  private void endTurn() {
    synchronized (turn) {
      nextTicket++;
      turn.notifyAll();
    }
  }

  private void publish(TimedPicture picture, EncodedPicture encoded) throws InterruptedException {
    if (!publisher.awaitRoom(settings, stop)) {
      monitor.dropped(DropReason.STOPPED);
      return;
    }
    FrameId id;
    synchronized (turn) {
      id = new FrameId(settings.camera(), epoch, sequence++);
      unacknowledged++;
    }
    Frame frame =
        new Frame(
            id,
            picture.capturedAt(),
            picture.ptsMicros(),
            encoded.width(),
            encoded.height(),
            settings.delivery(),
            encoded.image());
    FrameOutcome outcome = new FrameOutcome(frame, picture);
    try {
      publisher.publish(settings, StreamMessage.of(frame), stop, outcome);
    } catch (RuntimeException e) {
      outcome.failed(e);
    }
  }

  private final class FrameOutcome implements FramePublisher.Outcome {
    private final Instant capturedAt;
    private final long decodedNanos;

    FrameOutcome(Frame frame, TimedPicture picture) {
      capturedAt = frame.capturedAt();
      decodedNanos = picture.decodedNanos();
    }

    @Override
    public void acknowledged() {
      monitor.processed(Duration.ofNanos(nanoTime.getAsLong() - decodedNanos));
      synchronized (turn) {
        acknowledged++;
        unacknowledged--;
        refusedInARow = 0;
        lastCapturedAt = capturedAt;
        turn.notifyAll();
      }
    }

    @Override
    public void failed(Exception error) {
      monitor.failed(FailReason.PUBLISH);
      note("a frame was not published: " + error.getMessage());
      synchronized (turn) {
        unacknowledged--;
        lastRefusal = String.valueOf(error.getMessage());
        refusedInARow++;
        turn.notifyAll();
      }
    }
  }
}
