package io.panoptes.sink.kafka;

import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topics;
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
 * Sends what cannot be read, or breaks a rule's code, to {@code dead-letters} within the running
 * transaction, and goes on. Kafka Streams makes the instance; {@link #TOPICS} hands it the topics.
 */
public final class ToDeadLetters
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {

  /** Configuration key: the {@link Topics} of this deployment. */
  static final String TOPICS = "panoptes.topics";

  private static final Logger LOG = LoggerFactory.getLogger(ToDeadLetters.class);

  private Topics topics;

  @Override
  public void configure(Map<String, ?> configs) {
    topics = (Topics) configs.get(TOPICS);
    if (topics == null) {
      throw new NullPointerException(TOPICS + " is null");
    }
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    return DeserializationExceptionHandler.Response.resume(
        letter(context, record.key(), record.value(), exception));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    LOG.error(
        "rules failed at {}-{}@{}",
        context.topic(),
        context.partition(),
        context.offset(),
        exception);
    return ProcessingExceptionHandler.Response.resume(
        letter(context, context.sourceRawKey(), context.sourceRawValue(), exception));
  }

  private List<ProducerRecord<byte[], byte[]>> letter(
      ErrorHandlerContext context, byte[] key, byte[] value, Exception exception) {
    String cause = exception.getMessage() == null ? exception.toString() : exception.getMessage();
    LOG.warn(
        "message {}-{}@{} goes to dead letters: {}",
        context.topic(),
        context.partition(),
        context.offset(),
        cause);
    return List.of(
        DeadLetters.letter(
            topics,
            RulesStage.STAGE,
            context.topic(),
            context.partition(),
            context.offset(),
            key,
            value,
            cause));
  }
}
