package io.panoptes.track.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages that cannot be read, or that the tracker fails on, to the dead letters and lets
 * the stream go on. Kafka Streams makes the instances; what they need travels in its configuration
 * under {@link #TOPICS} and {@link #METRICS}.
 */
public final class UnreadableMessages
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {

  /** Configuration key of the {@link Topics}. */
  public static final String TOPICS = "panoptes.topics";

  /** Configuration key of the {@link StageMetrics}. */
  public static final String METRICS = "panoptes.stage.metrics";

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableMessages.class);

  private Topics topics;
  private StageMetrics metrics;

  @Override
  public void configure(Map<String, ?> configs) {
    topics = (Topics) configs.get(TOPICS);
    metrics = (StageMetrics) configs.get(METRICS);
    if (topics == null || metrics == null) {
      throw new IllegalStateException(
          "the configuration lacks %s or %s; TrackStage.properties sets both"
              .formatted(TOPICS, METRICS));
    }
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    CameraId camera = camera(record.key());
    metrics.in(camera);
    metrics.failed(camera, "unreadable");
    return DeserializationExceptionHandler.Response.resume(
        List.of(letter(context, record.key(), record.value(), exception)));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    return ProcessingExceptionHandler.Response.resume(
        List.of(letter(context, context.sourceRawKey(), context.sourceRawValue(), exception)));
  }

  private ProducerRecord<byte[], byte[]> letter(
      ErrorHandlerContext context, byte[] key, byte[] value, Exception exception) {
    String cause = cause(exception);
    LOG.warn(
        "Message at offset {} of {}-{} goes to {}: {}",
        context.offset(),
        context.topic(),
        context.partition(),
        topics.deadLetters().name(),
        cause);
    return DeadLetters.letter(
        topics,
        metrics.stage(),
        context.topic(),
        context.partition(),
        context.offset(),
        key,
        value,
        cause);
  }

  private static String cause(Exception exception) {
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }

  private static CameraId camera(byte[] key) {
    return CameraId.sanitised(
        key == null || key.length == 0 ? "unknown" : new String(key, StandardCharsets.UTF_8));
  }
}
