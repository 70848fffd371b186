package io.panoptes.sink.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.javacv.JavaCvTools;
import io.panoptes.sink.rules.CameraRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the pipeline found into files, per camera in {@code OUT/<camera>}: {@code
 * overlay.mp4}, {@code tracks.jsonl}, {@code alerts.jsonl}, {@code snapshots/} and the exports
 * asked for. Reads {@code frames}, {@code tracked-frames} and {@code alerts}, and commits what is
 * in the files. {@code start}, {@code awaitEnd} and {@code close} belong to one thread each; {@code
 * close} may come from another one while {@code awaitEnd} waits. The other methods may be called
 * from any.
 */
public final class RecordStage implements AutoCloseable {

  /** The stage's name in groups and client ids. */
  public static final String STAGE = "record";

  private static final Logger LOG = LoggerFactory.getLogger(RecordStage.class);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(40);
  private static final long CLOSE_SECONDS = 120;

  private final Map<CameraId, CameraRules> cameras;
  private final RecordLoop loop;
  private final RulesProgress progress;
  private final EndWatch watch;
  private final Thread thread;
  private boolean started;

  /**
   * @param cameras the zones, lines and rules of each camera; others have none
   * @param out folder in which each camera gets its own; earlier results there are replaced
   */
  public RecordStage(
      SinkSettings settings,
      Map<CameraId, CameraRules> cameras,
      KafkaSettings kafka,
      Path out,
      StageMetrics metrics) {
    this.cameras = Map.copyOf(cameras);
    RecorderFactory recorders =
        new RecorderFactory(settings, this.cameras, out, new JavaCvTools(settings), metrics);
    this.loop =
        new RecordLoop(
            kafka.topics(),
            settings.bufferBytes(),
            () ->
                new KafkaConsumer<>(
                    consumer(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            () ->
                new KafkaProducer<>(
                    kafka.producer(kafka.topics().group(STAGE)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer()),
            recorders);
    this.progress =
        new AdminProgress(
            kafka.topics(), () -> Admin.create(kafka.client(kafka.topics().group(STAGE))));
    this.watch = new EndWatch(loop, progress);
    this.thread = new Thread(loop, "sink-record");
  }

  private static Properties consumer(KafkaSettings kafka) {
    String group = kafka.topics().group(STAGE);
    Properties properties = kafka.consumer(group, group);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 32);
    // Both topics of a camera must come to the same process.
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    return properties;
  }

  public void start() {
    started = true;
    thread.start();
  }

  /** Whether messages are read and every camera that was seen is being written. */
  public boolean isHealthy() {
    return failure().isEmpty() && (!started || thread.isAlive());
  }

  /** The first reason why something is not written any more, if there is any. */
  public Optional<Throwable> failure() {
    return loop.failure();
  }

  /** Frames that are in the files so far, by camera. */
  public Map<CameraId, Long> written() {
    return new TreeMap<>(loop.written());
  }

  /**
   * Waits until recordings have come to their end: for each camera the end of its epoch has come on
   * {@code tracked-frames}, everything before it is in the files, and so are all the alerts that
   * the rules raise about it. After an end for good the video is finished, too; after an
   * interruption only {@link #close} does that.
   *
   * <p>May be called again and again with a short time, to show progress in between. A camera whose
   * files cannot be written is not waited for, the others are.
   *
   * @return false when the time is over before or something failed
   */
  public boolean awaitEnd(Set<CameraId> awaited, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (thread.isAlive()) {
        boolean settled = true;
        boolean failed = false;
        for (CameraId camera : awaited) {
          boolean rules = !cameras.getOrDefault(camera, CameraRules.NONE).rules().isEmpty();
          if (loop.hasFailed(camera)) {
            failed = true;
          } else {
            settled &= watch.isComplete(camera, rules);
          }
        }
        if (settled) {
          return !failed;
        }
        if (System.nanoTime() - deadline >= 0) {
          return false;
        }
        loop.awaitChange(CHECK_INTERVAL);
      }
    } catch (ExecutionException e) {
      LOG.error("cannot find out how far the rules are", e);
    }
    return false;
  }

  /** Writes what is there, finishes all files and commits; may be called more than once. */
  @Override
  public void close() {
    loop.stop();
    progress.close();
    if (!started) {
      return;
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
      if (thread.isAlive()) {
        LOG.error("the files could not be finished within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
