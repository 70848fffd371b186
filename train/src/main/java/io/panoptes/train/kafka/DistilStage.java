package io.panoptes.train.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.DistilMetrics;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.train.live.CpuBudget;
import io.panoptes.train.live.LiveDistillation;
import io.panoptes.train.live.LiveRound;
import io.panoptes.train.live.LiveSettings;
import io.panoptes.train.live.LiveTeacher;
import io.panoptes.train.live.RoundFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage {@code distil}: a teacher labels some of the cameras' frames and puts them on the topic
 * {@code labelled-frames}; a student of each camera learns from those, and better ones become
 * versions that the segment stage takes up. Nothing of the pipeline waits for it.
 */
public final class DistilStage implements AutoCloseable {

  static final String STAGE = "distil";

  private static final Logger LOG = LoggerFactory.getLogger(DistilStage.class);
  private static final Duration END = Duration.ofSeconds(20);

  private final LiveSettings settings;
  private final SegmentSettings segment;
  private final Map<CameraId, CameraSegmentation> cameras;
  private final KafkaSettings kafka;
  private final ImageDecoder decoder;
  private final DistilMetrics metrics;
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();
  private LiveDistillation distillation;
  private TeachLoop teaching;
  private LearnLoop learning;
  private KafkaProducer<byte[], byte[]> producer;

  /**
   * @param segment how models are run, and names for them
   * @param cameras that are taught
   */
  public DistilStage(
      LiveSettings settings,
      SegmentSettings segment,
      Map<CameraId, CameraSegmentation> cameras,
      KafkaSettings kafka,
      ImageDecoder decoder,
      DistilMetrics metrics) {
    this.settings = settings;
    this.segment = segment;
    this.cameras = Map.copyOf(cameras);
    this.kafka = kafka;
    this.decoder = decoder;
    this.metrics = metrics;
  }

  /**
   * Begins; returns when the threads run. To be called once.
   *
   * @throws io.panoptes.segment.SegmenterException when there is no such teacher
   */
  public void start() {
    Topics topics = kafka.topics();
    CpuBudget budget = new CpuBudget(settings.cpu(), System::nanoTime);
    LiveTeacher teacher = new LiveTeacher(settings, segment, cameras, decoder);
    distillation = new LiveDistillation(settings, budget, decoder);
    producer =
        new KafkaProducer<>(
            kafka.producer("panoptes-distil"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    teaching =
        new TeachLoop(
            consumer("teach", "latest"),
            producer,
            topics.frames().name(),
            topics.labelledFrames().name(),
            teacher,
            budget,
            settings.threads(),
            metrics);
    learning =
        new LearnLoop(
            consumer("learn", "earliest"), producer, topics, cameras::containsKey, distillation);
    begin("distil-teach", teaching);
    begin("distil-read", learning);
    begin("distil-learn", this::learn);
  }

  private KafkaConsumer<byte[], byte[]> consumer(String part, String begin) {
    Properties properties =
        kafka.consumer("panoptes-distil-" + part, kafka.topics().group(STAGE + "-" + part));
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, begin);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void begin(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                if (failure.compareAndSet(null, e.toString())) {
                  LOG.error("{} stops", name, e);
                }
              }
            },
            name);
    thread.setPriority(Thread.MIN_PRIORITY);
    threads.add(thread);
    thread.start();
  }

  private void learn() {
    try {
      while (true) {
        try {
          Optional<LiveRound> round = distillation.next();
          if (round.isEmpty()) {
            return;
          }
          tell(round.get());
        } catch (RoundFailedException e) {
          LOG.warn("{}", e.getMessage(), e);
          metrics.broken(e.camera());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("learning was interrupted");
    }
  }

  private void tell(LiveRound round) {
    metrics.agreement(round.camera(), "before", round.before().pq(), round.before().meanIou());
    metrics.agreement(round.camera(), "after", round.after().pq(), round.after().meanIou());
    if (round.version().isPresent()) {
      metrics.accepted(round.camera(), round.version().getAsInt());
    } else {
      metrics.rejected(round.camera());
    }
    LOG.info(
        "{}: {} from {} frames in {} s; agreement with {} PQ {} to {}, mIoU {} to {}",
        round.camera(),
        round.version().isPresent()
            ? "version " + round.version().getAsInt()
            : "no better student than version " + round.from(),
        round.frames(),
        round.took().toSeconds(),
        settings.teacher(),
        shown(round.before().pq()),
        shown(round.after().pq()),
        shown(round.before().meanIou()),
        shown(round.after().meanIou()));
  }

  private static String shown(double share) {
    return "%.3f".formatted(share);
  }

  /** Why it stopped by itself; empty while it has not. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Ends soon; a round that is under way is given up. */
  @Override
  public void close() {
    if (distillation != null) {
      distillation.close();
    }
    if (teaching != null) {
      teaching.stop();
    }
    if (learning != null) {
      learning.stop();
    }
    try {
      for (Thread thread : threads) {
        TimeUnit.MILLISECONDS.timedJoin(thread, END.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (producer != null) {
      producer.close(END);
    }
  }
}
