package io.panoptes.ingest.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.WatchedGroup;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.ingest.CameraRunner;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.CameraStatus;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.HoldBack;
import io.panoptes.ingest.StopSignal;
import io.panoptes.ingest.javacv.JavacvSources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first stage: every camera on threads of its own, all publishing to the topic {@code frames}
 * through one producer. Made, started once and closed by one owner; {@link #status} may be asked
 * from any thread.
 */
public final class IngestStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestStage.class);

  private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(25);
  private static final Duration CLEANING_INTERVAL = Duration.ofSeconds(3);
  private static final Duration MENTION_WAITING = Duration.ofSeconds(2);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);
  private static final Duration PRODUCER_PATIENCE = Duration.ofSeconds(5);
  private static final int BATCH_BYTES = 512 << 10;
  private static final long BUFFER_BYTES = 64L << 20;

  private final String framesTopic;
  private final Producer<CameraId, StreamMessage<Frame>> producer;
  private final Downstream downstream;
  private final HoldBack holdBack;
  private final List<CameraRunner> cameras = new ArrayList<>();
  private final List<Thread> cameraThreads = new ArrayList<>();
  private final List<Thread> helpers = new ArrayList<>();
  private final StopSignal stop = new StopSignal();

  /**
   * Connects to Kafka; the topics must exist.
   *
   * @param cameras with different names
   * @param holdBack the groups that lossless cameras wait for
   * @param metrics of the stage {@code ingest}
   */
  public IngestStage(
      List<CameraSettings> cameras,
      KafkaSettings kafka,
      List<WatchedGroup> holdBack,
      StageMetrics metrics) {
    this(
        cameras,
        kafka.topics().frames(),
        metrics,
        producer(kafka),
        new AdminDownstream(Admin.create(kafka.client("panoptes-ingest-admin")), holdBack),
        new JavacvSources());
  }

  /** Owns the producer and what is downstream. */
  IngestStage(
      List<CameraSettings> cameras,
      Topic<CameraId, StreamMessage<Frame>> frames,
      StageMetrics metrics,
      Producer<CameraId, StreamMessage<Frame>> producer,
      Downstream downstream,
      FrameSource.Factory sources) {
    this.framesTopic = frames.name();
    this.producer = producer;
    this.downstream = downstream;
    holdBack = new HoldBack(downstream, System::nanoTime);
    KafkaFramePublisher publisher = new KafkaFramePublisher(producer, framesTopic, holdBack);
    CameraRunner.Surroundings surroundings =
        CameraRunner.Surroundings.real(sources, publisher, new StageAccount(metrics));
    Set<CameraId> names = new HashSet<>();
    for (CameraSettings camera : cameras) {
      if (!names.add(camera.camera())) {
        throw new IllegalArgumentException(
            "camera name '" + camera.camera() + "' appears twice; give each a name of its own");
      }
      this.cameras.add(new CameraRunner(camera, surroundings));
    }
  }

  private static Producer<CameraId, StreamMessage<Frame>> producer(KafkaSettings kafka) {
    Properties properties = kafka.producer("panoptes-ingest");
    // A frame that Kafka has taken into its buffer is tried until it arrives; how many there can be
    // is bounded for each camera.
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    Topic<CameraId, StreamMessage<Frame>> frames = kafka.topics().frames();
    return new KafkaProducer<>(
        properties, frames.keySerde().serializer(), frames.valueSerde().serializer());
  }

  /** Starts all cameras and returns at once. */
  public void start() {
    if (!cameraThreads.isEmpty() || stop.isStopped()) {
      throw new IllegalStateException("an ingest stage starts only once");
    }
    for (CameraRunner camera : cameras) {
      cameraThreads.add(start("ingest-" + camera.settings().camera(), camera));
    }
    helpers.add(start("ingest-watchdog", this::watch));
    if (cameras.stream().anyMatch(c -> c.settings().delivery() == Delivery.LOSSLESS)) {
      helpers.add(start("ingest-hold-back", this::answerDemand));
      helpers.add(start("ingest-cleaner", this::deleteConsumed));
    }
  }

  private static Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void watch() {
    try {
      while (!stop.await(WATCH_INTERVAL)) {
        cameras.forEach(CameraRunner::checkSilence);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerDemand() {
    try {
      while (holdBack.awaitDemand()) {
        holdBack.poll();
        stop.await(POLL_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deleteConsumed() {
    try {
      while (!stop.await(CLEANING_INTERVAL)) {
        try {
          downstream.deleteConsumed(framesTopic, holdBack.partitions());
        } catch (IOException e) {
          LOG.debug("frames that were read could not be deleted", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until every recording is completed or failed, with all its frames and ends acknowledged.
   * Cameras and looped recordings, which never end, are not waited for.
   *
   * @return false when the time was over first
   */
  public boolean awaitCompletion(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (int i = 0; i < cameraThreads.size(); i++) {
      CameraSettings settings = cameras.get(i).settings();
      if (settings.isRecording() && !settings.playback().loop()) {
        long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        cameraThreads.get(i).join(left);
        if (cameraThreads.get(i).isAlive()) {
          return false;
        }
      }
    }
    return true;
  }

  /** How each camera is doing, in the order of the settings. */
  public List<CameraStatus> status() {
    return cameras.stream().map(this::status).toList();
  }

  private CameraStatus status(CameraRunner camera) {
    CameraStatus status = camera.status();
    return status.note().isEmpty()
        ? holdBack.waiting(status.camera(), MENTION_WAITING).map(status::withNote).orElse(status)
        : status;
  }

  /**
   * Stops all cameras, with an end of epoch for each that was streaming, and waits a bounded time
   * until everything has arrived.
   */
  @Override
  public void close() {
    cameras.forEach(CameraRunner::stop);
    long deadline = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    boolean interrupted = false;
    for (Thread thread : cameraThreads) {
      interrupted |= !joinUntil(thread, deadline);
    }
    stop.stop();
    holdBack.close();
    for (Thread thread : helpers) {
      interrupted |= !joinUntil(thread, deadline);
    }
    producer.close(PRODUCER_PATIENCE);
    downstream.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean joinUntil(Thread thread, long deadline) {
    try {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      if (thread.isAlive()) {
        LOG.warn("{} has not ended in time", thread.getName());
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
