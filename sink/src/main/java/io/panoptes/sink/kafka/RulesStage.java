package io.panoptes.sink.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Runs {@link RulesTopology} exactly once: alerts, memory and progress are committed together, so
 * that a killed process neither loses nor repeats an alert. {@code start} and {@code close} belong
 * to one thread; the other methods may be called from any.
 */
public final class RulesStage implements AutoCloseable {

  /** The stage's name in groups, metrics and dead letters. */
  public static final String STAGE = "rules";

  private static final Logger LOG = LoggerFactory.getLogger(RulesStage.class);

  /** Kafka warns at every start unless this is set; its own constant is deprecated already. */
  private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

  private static final int MAX_RESTARTS = 3;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  /** How long the cameras of a killed process wait for another one. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final AtomicInteger restarts = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * @param cameras the rules of each camera; others have none
   * @param stateDir local folder for the rules' memory; lost without harm, Kafka has a copy
   * @param configHash for the alerts' provenance; empty for none
   */
  public RulesStage(
      RuleSettings settings,
      Map<CameraId, CameraRules> cameras,
      KafkaSettings kafka,
      Path stateDir,
      String configHash,
      StageMetrics metrics) {
    streams =
        new KafkaStreams(
            RulesTopology.build(kafka.topics(), cameras, configHash, metrics),
            properties(settings, kafka, stateDir));
    streams.setUncaughtExceptionHandler(this::onThreadDeath);
  }

  static Properties properties(RuleSettings settings, KafkaSettings kafka, Path stateDir) {
    Properties properties = kafka.client(kafka.topics().group(STAGE));
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.topics().group(STAGE));
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, ToDeadLetters.class);
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ToDeadLetters.class);
    properties.put(GLOBAL_HANDLER, true);
    properties.put(ToDeadLetters.TOPICS, kafka.topics());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
        KafkaSettings.MAX_MESSAGE_BYTES);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) SESSION_TIMEOUT.toMillis());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        KafkaSettings.MAX_MESSAGE_BYTES);
    // While a transaction is being completed, the broker refuses the next one's first batch; with a
    // second in flight, that one would come out of order and be logged as an error.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    return properties;
  }

  private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
    if (restarts.incrementAndGet() <= MAX_RESTARTS) {
      LOG.warn("a rules thread died and is started again", cause);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("the rules stop: their thread died {} times", restarts.get(), cause);
    failure.set(cause);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  public void start() {
    streams.start();
  }

  /** Whether the rules run or are about to. */
  public boolean isHealthy() {
    KafkaStreams.State state = streams.state();
    return failure.get() == null
        && (state == KafkaStreams.State.CREATED || state.isRunningOrRebalancing());
  }

  /** Why the rules stopped by themselves, if they did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Finishes the running transaction and stops; may be called more than once. */
  @Override
  public void close() {
    CloseOptions options =
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(options)) {
      LOG.warn("the rules did not stop within {} s", CLOSE_TIMEOUT.toSeconds());
    }
  }
}
