package io.panoptes.sink.kafka;

import io.panoptes.core.frame.StreamMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Stream time is the event time of the message; one without any takes that of its neighbours. */
public final class EventTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    if (record.value() instanceof StreamMessage<?> message) {
      return Math.max(0, message.at().toEpochMilli());
    }
    return Math.max(0, Math.max(partitionTime, record.timestamp()));
  }
}
