package io.panoptes.segment.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.javacv.DisFlow;
import io.panoptes.segment.javacv.OpenCvImageDecoder;
import io.panoptes.segment.javacv.SparseCameraMotion;
import io.panoptes.segment.worker.SegmentWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment stage: reads {@code frames}, writes {@code panoptic-frames}, and puts messages that
 * cannot be used into {@code dead-letters}. At least once: after a crash a frame may be segmented
 * again, with the same result.
 */
public final class SegmentStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentStage.class);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);

  /** Makes the Kafka clients, so that tests may bring their own. */
  interface Clients {
    Consumer<byte[], byte[]> consumer();

    Producer<byte[], byte[]> producer();
  }

  private final SegmentSettings settings;
  private final Map<CameraId, CameraSegmentation> cameras;
  private final CameraSegmentation others;
  private final Topics topics;
  private final StageMetrics metrics;
  private final Clients clients;
  private final Segmenters segmenters = Segmenters.load();
  private final AtomicReference<String> failure = new AtomicReference<>();
  private SegmentWorker worker;
  private Producer<byte[], byte[]> producer;
  private PollLoop loop;
  private Thread thread;
  private boolean closed;

  /**
   * @param cameras the configured ones
   * @param others for cameras that the configuration does not name
   */
  public SegmentStage(
      SegmentSettings settings,
      Map<CameraId, CameraSegmentation> cameras,
      CameraSegmentation others,
      KafkaSettings kafka,
      StageMetrics metrics) {
    this(settings, cameras, others, kafka.topics(), metrics, new RealClients(kafka, settings));
  }

  SegmentStage(
      SegmentSettings settings,
      Map<CameraId, CameraSegmentation> cameras,
      CameraSegmentation others,
      Topics topics,
      StageMetrics metrics,
      Clients clients) {
    this.settings = settings;
    this.cameras = Map.copyOf(cameras);
    this.others = others;
    this.topics = topics;
    this.metrics = metrics;
    this.clients = clients;
  }

  /**
   * Opens the models and begins to work; returns when the threads run. To be called once.
   *
   * @throws io.panoptes.segment.SegmenterException when a segmenter cannot be had
   */
  public synchronized void start() {
    if (thread != null || closed) {
      throw new IllegalStateException("a segment stage starts once");
    }
    worker =
        new SegmentWorker(
            settings,
            cameras,
            others,
            segmenters,
            new OpenCvImageDecoder(),
            DisFlow::new,
            SparseCameraMotion::new,
            new CountingObserver(metrics.models()),
            this::fail);
    try {
      worker.start();
      producer = clients.producer();
      ResultSender sender = new ResultSender(producer, topics, metrics, this::fail);
      loop =
          new PollLoop(
              clients.consumer(),
              topics.frames().name(),
              worker,
              sender,
              metrics,
              settings,
              DRAIN_TIMEOUT);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    thread = new Thread(this::runLoop, "segment-poll");
    thread.start();
  }

  private void runLoop() {
    try {
      loop.run();
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void fail(Throwable error) {
    if (failure.compareAndSet(null, error.toString())) {
      LOG.error("the segment stage stops", error);
      if (loop != null) {
        loop.abort();
      }
    }
  }

  /** Whether it takes part in its group and nothing has gone wrong. */
  public boolean isHealthy() {
    PollLoop polling = loop;
    return failure.get() == null && polling != null && polling.isReady();
  }

  /** Why the stage stopped by itself; empty while it has not. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  /**
   * What decides the results, for provenance: the segmenters in use by name, each with the SHA-256
   * of its model files or parameters.
   */
  public Map<String, String> modelHashes() {
    Map<String, SortedSet<String>> byName = new TreeMap<>();
    List<CameraSegmentation> all = new ArrayList<>(cameras.values());
    if (all.isEmpty()) {
      all.add(others);
    }
    for (CameraSegmentation camera : all) {
      byName
          .computeIfAbsent(camera.segmenter(), name -> new TreeSet<>())
          .add(segmenters.choose(camera.segmenter(), settings).hash(camera, settings));
    }
    Map<String, String> hashes = new TreeMap<>();
    byName.forEach(
        (name, found) ->
            hashes.put(
                name, found.size() == 1 ? found.first() : Hashes.ofText(String.join("\n", found))));
    return Collections.unmodifiableMap(hashes);
  }

  /** Finishes what is under way, commits it and stops. May be called more than once. */
  @Override
  public void close() {
    Thread polling;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      polling = thread;
    }
    if (polling != null) {
      loop.stop();
      try {
        polling.join(2 * DRAIN_TIMEOUT.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (worker != null) {
      worker.close();
    }
    if (producer != null) {
      producer.close(DRAIN_TIMEOUT);
    }
  }

  private static final class RealClients implements Clients {

    private final KafkaSettings kafka;
    private final SegmentSettings settings;

    RealClients(KafkaSettings kafka, SegmentSettings settings) {
      this.kafka = kafka;
      this.settings = settings;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
      Properties properties =
          kafka.consumer("panoptes-segment", kafka.topics().group(ResultSender.STAGE));
      properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxInFlight());
      return new KafkaConsumer<>(
          properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> producer() {
      return new KafkaProducer<>(
          kafka.producer("panoptes-segment"), new ByteArraySerializer(), new ByteArraySerializer());
    }
  }
}
