package io.panoptes.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A connection that does what a test wrote down. */
final class ScriptedSource implements FrameSource {

  /** All connections that a test expects, in order; what comes after them fails to open. */
  static final class Script implements FrameSource.Factory {
    final AtomicInteger openPictures = new AtomicInteger();
    final List<ScriptedSource> made = new ArrayList<>();
    private final ArrayDeque<ScriptedSource> planned = new ArrayDeque<>();

    ScriptedSource connection() {
      ScriptedSource source = new ScriptedSource(openPictures);
      planned.add(source);
      return source;
    }

    @Override
    public synchronized FrameSource create(CameraSettings settings) {
      ScriptedSource next = planned.poll();
      if (next == null) {
        next = new ScriptedSource(openPictures).failsToOpen("nothing more is planned");
      }
      made.add(next);
      return next;
    }
  }

  private interface Step {
    Optional<Picture> run() throws SourceException, InterruptedException;
  }

  private final AtomicInteger openPictures;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private String openFailure;
  private String shortfall;
  private long nextPts;
  private SourceInfo info = new SourceInfo(4, 3, 10, OptionalLong.of(7), Optional.empty());
  private boolean closed;

  private ScriptedSource(AtomicInteger openPictures) {
    this.openPictures = openPictures;
  }

  ScriptedSource tells(SourceInfo value) {
    info = value;
    return this;
  }

  ScriptedSource failsToOpen(String why) {
    openFailure = why;
    return this;
  }

  ScriptedSource pictures(Picture.Condition... conditions) {
    for (Picture.Condition condition : conditions) {
      picture(condition, () -> FakePicture.jpegOf(1, 2, 3));
    }
    return this;
  }

  ScriptedSource picture(Picture.Condition condition, Supplier<EncodedPicture> encoder) {
    long pts = nextPts;
    nextPts += 100_000;
    steps.add(() -> Optional.of(new FakePicture(condition, pts, openPictures, encoder)));
    return this;
  }

  ScriptedSource waitsFor(CountDownLatch latch) {
    steps.add(
        () -> {
          latch.await();
          return null;
        });
    return this;
  }

  ScriptedSource breaks(String why) {
    steps.add(
        () -> {
          throw new SourceException(why);
        });
    return this;
  }

  ScriptedSource crashes(RuntimeException error) {
    steps.add(
        () -> {
          throw error;
        });
    return this;
  }

  /** Stays silent until interrupted. */
  ScriptedSource hangs() {
    steps.add(
        () -> {
          hanging.countDown();
          interrupted.await();
          throw new SourceException("interrupted");
        });
    return this;
  }

  ScriptedSource endsEarly(String why) {
    shortfall = why;
    return this;
  }

  void awaitHanging() throws InterruptedException {
    hanging.await();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public SourceInfo open() throws SourceException {
    if (openFailure != null) {
      throw new SourceException(openFailure);
    }
    return info;
  }

  @Override
  public Optional<Picture> next() throws SourceException {
    try {
      while (!steps.isEmpty()) {
        Optional<Picture> picture = steps.remove().run();
        if (picture != null) {
          return picture;
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new SourceException("interrupted", e);
    }
  }

  @Override
  public Optional<String> shortfall() {
    return Optional.ofNullable(shortfall);
  }

  @Override
  public void interrupt() {
    interrupted.countDown();
  }

  @Override
  public void close() {
    closed = true;
  }
}
