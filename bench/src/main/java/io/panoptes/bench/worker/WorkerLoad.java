package io.panoptes.bench.worker;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.javacv.DisFlow;
import io.panoptes.segment.javacv.OpenCvImageDecoder;
import io.panoptes.segment.javacv.SparseCameraMotion;
import io.panoptes.segment.worker.Receipt;
import io.panoptes.segment.worker.SegmentWorker;
import io.panoptes.segment.worker.WorkerObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A worker as the segment stage has it, without Kafka: JPEG in, encoded messages out. Its model is
 * warm before the first frame.
 */
final class WorkerLoad implements AutoCloseable {

  private final Footage footage;
  private final SegmentSettings settings;
  private final SegmentWorker worker;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Consumer<PanopticFrame> results;
  private long epoch;

  /**
   * @param results gets every result, on many threads
   */
  WorkerLoad(
      Footage footage,
      SegmentSettings settings,
      CameraSegmentation cameras,
      Consumer<PanopticFrame> results) {
    this.footage = footage;
    this.settings = settings;
    this.results = results;
    worker =
        new SegmentWorker(
            settings,
            Map.of(),
            cameras,
            Segmenters.load(),
            new OpenCvImageDecoder(),
            DisFlow::new,
            SparseCameraMotion::new,
            WorkerObserver.NONE,
            failure::set);
    worker.start();
  }

  /**
   * What a run measured.
   *
   * @param latencyMillis from a frame's arrival to its encoded result, ascending
   */
  record Figures(double framesPerSecond, double[] latencyMillis) {

    double percentile(double percent) {
      int index = (int) Math.ceil(percent / 100 * latencyMillis.length) - 1;
      return latencyMillis[Math.max(0, index)];
    }
  }

  /**
   * Sends frames of so many cameras in turn and waits for all results.
   *
   * @param framesPerSecond of all cameras together; 0 for as many as are finished, with no more
   *     under way than the stage would take
   */
  Figures run(int cameras, int frames, double framesPerSecond) throws InterruptedException {
    epoch++;
    double[] latency = new double[frames];
    AtomicInteger finished = new AtomicInteger();
    Semaphore underWay = new Semaphore(framesPerSecond > 0 ? frames : settings.maxInFlight());
    long start = System.nanoTime();
    for (int i = 0; i < frames; i++) {
      underWay.acquire();
      if (framesPerSecond > 0) {
        long due = start + (long) (i / framesPerSecond * 1e9);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
      long accepted = System.nanoTime();
      worker.accept(
          frame(i % cameras, i / cameras),
          new Result(
              () -> {
                latency[finished.getAndIncrement()] = (System.nanoTime() - accepted) / 1e6;
                underWay.release();
              }));
    }
    if (!worker.awaitIdle(Duration.ofMinutes(10)) || failure.get() != null) {
      throw new IllegalStateException("the worker did not finish", failure.get());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(latency);
    return new Figures(frames / seconds, latency);
  }

  private StreamMessage<Frame> frame(int camera, int sequence) {
    return StreamMessage.of(
        new Frame(
            new FrameId(new CameraId("camera-" + camera), epoch, sequence),
            Instant.EPOCH.plusMillis(100L * sequence),
            100_000L * sequence,
            footage.width(),
            footage.height(),
            Delivery.LOSSLESS,
            footage.jpegs().get(sequence % footage.frames())));
  }

  private final class Result implements Receipt {

    private final Runnable done;

    Result(Runnable done) {
      this.done = done;
    }

    @Override
    public void segmented(PanopticFrame frame) {
      WireFormat.PANOPTIC_FRAMES.encode(StreamMessage.of(frame));
      results.accept(frame);
      done.run();
    }

    @Override
    public void ended(EndOfEpoch end) {}

    @Override
    public void dropped(String reason) {
      failure.set(new IllegalStateException("a frame was dropped: " + reason));
    }

    @Override
    public void failed(String reason, String cause) {
      failure.set(new IllegalStateException("a frame failed: " + cause));
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
