package io.panoptes.track.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.track.CameraTracking;
import io.panoptes.track.TrackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tracking topology against a broker, exactly once within Kafka. Safe for several threads.
 */
public final class TrackStage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrackStage.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** How long the cameras of a killed process wait for another one. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

  private static final int CLIENT_BUFFER_BYTES = 4 * KafkaSettings.MAX_MESSAGE_BYTES;

  private final KafkaStreams streams;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param cameras how the cameras are tracked that the configuration names
   * @param others how all other cameras are tracked
   * @param stateDir folder of the local state; several stages of one machine may share it
   * @param metrics of the stage {@code track}
   */
  public TrackStage(
      TrackSettings settings,
      Map<CameraId, CameraTracking> cameras,
      CameraTracking others,
      KafkaSettings kafka,
      Path stateDir,
      StageMetrics metrics) {
    streams =
        new KafkaStreams(
            TrackTopology.build(settings, cameras, others, kafka.topics(), metrics),
            properties(settings, kafka, stateDir, metrics));
    streams.setUncaughtExceptionHandler(
        exception -> {
          LOG.error("Tracking stops", exception);
          failure.compareAndSet(null, exception);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
  }

  /** What Kafka Streams runs the topology with. */
  static Properties properties(
      TrackSettings settings, KafkaSettings kafka, Path stateDir, StageMetrics metrics) {
    String application = kafka.topics().group("track");
    Properties properties = kafka.client(application);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, EventTime.class);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableMessages.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableMessages.class);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(UnreadableMessages.TOPICS, kafka.topics());
    properties.put(UnreadableMessages.METRICS, metrics);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) SESSION_TIMEOUT.toMillis());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        KafkaSettings.MAX_MESSAGE_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), CLIENT_BUFFER_BYTES);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
    // While a transaction is being completed, the broker refuses the next one's first batch; with a
    // second in flight, that one would come out of order and be logged as an error.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    return properties;
  }

  /** Begins to track; returns at once. */
  public void start() {
    streams.start();
  }

  /** Whether it is tracking or about to. */
  public boolean isHealthy() {
    KafkaStreams.State state = streams.state();
    return failure.get() == null
        && (state == KafkaStreams.State.CREATED || state.isRunningOrRebalancing());
  }

  /** Why it stopped by itself; empty while it has not. */
  public Optional<String> failure() {
    Throwable cause = failure.get();
    if (cause == null) {
      return Optional.empty();
    }
    return Optional.of(
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  /**
   * Commits what is done, hands the cameras over to other instances at once and stops; waits for
   * that at most 20 seconds.
   */
  @Override
  public void close() {
    CloseOptions options =
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(options)) {
      LOG.warn("Tracking has not stopped within {}", CLOSE_TIMEOUT);
    }
  }
}
