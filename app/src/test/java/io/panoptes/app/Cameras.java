package io.panoptes.app;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Cameras whose footage is known beforehand and sent when a test says so. */
final class Cameras<T extends StreamItem> implements AutoCloseable {

  private final Map<CameraId, List<StreamMessage<T>>> footage;
  private final KafkaProducer<CameraId, StreamMessage<T>> producer;

  Cameras(
      KafkaSettings kafka,
      Topic<CameraId, StreamMessage<T>> topic,
      Map<CameraId, List<StreamMessage<T>>> footage) {
    this.footage = footage;
    producer =
        new KafkaProducer<>(
            kafka.producer("test"), topic.keySerde().serializer(), topic.valueSerde().serializer());
  }

  /** Sends messages {@code from} to {@code to} of each camera, one of each in turn. */
  void send(Topic<CameraId, StreamMessage<T>> topic, int from, int to) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = from; i < to; i++) {
      for (Map.Entry<CameraId, List<StreamMessage<T>>> camera : footage.entrySet()) {
        sent.add(
            producer.send(
                new ProducerRecord<>(topic.name(), camera.getKey(), camera.getValue().get(i))));
      }
    }
    try {
      for (Future<RecordMetadata> message : sent) {
        message.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("Kafka did not take what the cameras sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the cameras sent", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
