package io.panoptes.track.kafka;

import io.panoptes.core.frame.StreamMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes the time of a record from the message in it: the moment that the camera saw it. Kafka
 * allows no time before 1970; such messages count as of 1970, which changes nothing but their place
 * in stream time.
 */
public final class EventTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long millis =
        record.value() instanceof StreamMessage<?> message
            ? message.at().toEpochMilli()
            : record.timestamp();
    return Math.max(0, millis);
  }
}
