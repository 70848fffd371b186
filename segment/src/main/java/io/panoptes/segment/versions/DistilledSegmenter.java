package io.panoptes.segment.versions;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the version in use of a camera's model. Another version is opened beside it, on another
 * thread, and takes over between two batches; whoever calls {@link #segment} then closes the old
 * one. What cannot be opened leaves the old one at work.
 */
final class DistilledSegmenter implements Segmenter {

  private static final Logger LOG = LoggerFactory.getLogger(DistilledSegmenter.class);

  static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int NONE = -1;

  /**
   * One thread for all cameras and for good: the C library keeps memory for each thread that loads
   * models, and gave back little of it when threads came and went.
   */
  private static final Executor OPENING =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "segment-open-version");
            thread.setDaemon(true);
            return thread;
          });

  private final String name;
  private final ModelVersions versions;
  private final Opener opener;
  private final LongSupplier nanoTime;
  private Version inUse;
  private Optional<Opening> opening = Optional.empty();
  private long lookedAtNanos;

  /** What could not be opened, until something else is to be used. */
  private int refused = NONE;

  /** What was last said about the file with the number, so that it is said once. */
  private String complaint = "";

  /** Opens a version; the caller closes it. */
  interface Opener {

    /**
     * @throws SegmenterException when it cannot be opened
     */
    Segmenter open(int version);
  }

  private record Version(int number, Segmenter segmenter) {}

  private record Opening(int number, CompletableFuture<Segmenter> segmenter) {}

  private DistilledSegmenter(
      String name, ModelVersions versions, Opener opener, LongSupplier nanoTime, Version inUse) {
    this.name = name;
    this.versions = versions;
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.inUse = inUse;
    this.lookedAtNanos = nanoTime.getAsLong();
  }

  /**
   * Opens the version in use.
   *
   * @param nanoTime as {@link System#nanoTime}
   * @throws SegmenterException when it cannot be opened; the message says how to use another
   */
  static DistilledSegmenter open(
      String name, ModelVersions versions, Opener opener, LongSupplier nanoTime) {
    int number = versions.current();
    while (true) {
      try {
        Version first = new Version(number, opener.open(number));
        return new DistilledSegmenter(name, versions, opener, nanoTime, first);
      } catch (SegmenterException e) {
        int now = versions.current();
        if (now == number) {
          throw new SegmenterException(
              "version %d of %s cannot be opened: %s; 'panoptes models versions' lists others, 'panoptes models use' puts one to use"
                  .formatted(number, name, e.getMessage()),
              e);
        }
        // It was pruned while it was opened.
        number = now;
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return Integer.toString(inUse.number());
  }

  @Override
  public String device() {
    return inUse.segmenter().device();
  }

  @Override
  public void warmUp() {
    inUse.segmenter().warmUp();
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    long now = nanoTime.getAsLong();
    if (now - lookedAtNanos >= LOOK_EVERY_NANOS) {
      lookedAtNanos = now;
      look();
    }
    return inUse.segmenter().segment(batch);
  }

  private void look() {
    if (opening.isPresent() && !opening.get().segmenter().isDone()) {
      return;
    }
    int wanted;
    try {
      wanted = versions.current();
      complaint = "";
    } catch (SegmenterException e) {
      if (!e.getMessage().equals(complaint)) {
        complaint = e.getMessage();
        LOG.warn("version {} of {} stays in use: {}", inUse.number(), name, complaint);
      }
      return;
    }
    if (opening.isPresent()) {
      Opening done = opening.get();
      opening = Optional.empty();
      take(done, wanted);
    }
    if (wanted != refused) {
      refused = NONE;
      if (wanted != inUse.number()) {
        opening = Optional.of(begin(wanted));
      }
    }
  }

  private Opening begin(int number) {
    return new Opening(
        number,
        CompletableFuture.supplyAsync(
            () -> {
              Segmenter opened = opener.open(number);
              try {
                opened.warmUp();
              } catch (RuntimeException e) {
                opened.close();
                throw e;
              }
              return opened;
            },
            OPENING));
  }

  /** Swaps, unless something else is wanted by now. */
  private void take(Opening done, int wanted) {
    Segmenter opened;
    try {
      opened = done.segmenter().join();
    } catch (CompletionException e) {
      refused = done.number();
      LOG.warn(
          "version {} of {} cannot be opened, version {} stays in use: {}",
          done.number(),
          name,
          inUse.number(),
          e.getCause().toString());
      return;
    }
    if (done.number() != wanted) {
      opened.close();
      return;
    }
    Version old = inUse;
    inUse = new Version(done.number(), opened);
    LOG.info("{} uses version {} from now on, in place of {}", name, wanted, old.number());
    old.segmenter().close();
  }

  @Override
  public void endOfEpoch(EndOfEpoch end) {
    inUse.segmenter().endOfEpoch(end);
  }

  /** Waits until what is being opened is open or refused; returns at once when nothing is. */
  void awaitOpening() {
    opening.ifPresent(begun -> begun.segmenter().handle((opened, failure) -> opened).join());
  }

  /** Waits for a version that is being opened. */
  @Override
  public void close() {
    try {
      inUse.segmenter().close();
    } finally {
      if (opening.isPresent()) {
        closeOpening(opening.get());
      }
    }
  }

  private void closeOpening(Opening begun) {
    Segmenter opened;
    try {
      opened = begun.segmenter().join();
    } catch (CompletionException e) {
      LOG.debug("version {} of {} cannot be opened", begun.number(), name, e);
      return;
    }
    opened.close();
  }
}
