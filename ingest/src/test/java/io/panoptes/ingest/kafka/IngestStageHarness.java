package io.panoptes.ingest.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.CameraStatus;
import io.panoptes.ingest.javacv.JavacvSources;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;

/** An ingest stage whose Kafka is {@link MockProducer}, with real sources. */
final class IngestStageHarness implements AutoCloseable {

  final Topics topics = new Topics("test");
  final StageMetrics metrics =
      new StageMetrics(new StageMetrics.Metrics(new CollectorRegistry()), "ingest");
  final FakeDownstream downstream = new FakeDownstream();
  final MockProducer<CameraId, StreamMessage<Frame>> producer;
  final IngestStage stage;

  /** Groups whose lag a test sets. */
  static final class FakeDownstream implements Downstream {
    volatile long lag;
    volatile boolean closed;

    @Override
    public Map<Integer, Lag> read(Set<Integer> partitions) {
      Map<Integer, Lag> lags = new HashMap<>();
      partitions.forEach(partition -> lags.put(partition, new Lag("test.segment", lag)));
      return lags;
    }

    @Override
    public void deleteConsumed(String topic, Set<Integer> partitions) {
      // Nothing is kept.
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  IngestStageHarness(boolean acknowledging, CameraSettings... cameras) {
    Topic<CameraId, StreamMessage<Frame>> frames = topics.frames();
    PartitionInfo partition = new PartitionInfo(frames.name(), 0, null, null, null);
    Cluster cluster = new Cluster("test", List.of(), List.of(partition), Set.of(), Set.of());
    producer =
        new MockProducer<>(
            cluster,
            acknowledging,
            null,
            frames.keySerde().serializer(),
            frames.valueSerde().serializer());
    stage =
        new IngestStage(
            List.of(cameras), frames, metrics, producer, downstream, new JavacvSources());
  }

  /** What the topic holds, read back from its bytes. */
  List<StreamMessage<Frame>> messages() {
    Topic<CameraId, StreamMessage<Frame>> frames = topics.frames();
    List<StreamMessage<Frame>> messages = new ArrayList<>();
    for (ProducerRecord<CameraId, StreamMessage<Frame>> sent : producer.history()) {
      byte[] bytes = frames.valueSerde().serializer().serialize(frames.name(), sent.value());
      StreamMessage<Frame> message =
          frames.valueSerde().deserializer().deserialize(frames.name(), bytes);
      if (!sent.key().equals(message.camera()) || !sent.topic().equals(frames.name())) {
        throw new AssertionError(sent.topic() + " has the key " + sent.key());
      }
      messages.add(message);
    }
    return messages;
  }

  List<Frame> frames(String camera) {
    List<Frame> frames = new ArrayList<>();
    for (StreamMessage<Frame> message : messages()) {
      if (message instanceof StreamMessage.Item<Frame> item
          && message.camera().value().equals(camera)) {
        frames.add(item.value());
      }
    }
    return frames;
  }

  List<EndOfEpoch> ends(String camera) {
    List<EndOfEpoch> ends = new ArrayList<>();
    for (StreamMessage<Frame> message : messages()) {
      if (message instanceof StreamMessage.End<Frame> end
          && message.camera().value().equals(camera)) {
        ends.add(end.value());
      }
    }
    return ends;
  }

  CameraStatus status(String camera) {
    return stage.status().stream()
        .filter(status -> status.camera().value().equals(camera))
        .findFirst()
        .orElseThrow();
  }

  /** Waits for a state that will come; the test's own time limit is the only one. */
  CameraStatus await(String camera, Predicate<CameraStatus> wanted) throws InterruptedException {
    while (!wanted.test(status(camera))) {
      Thread.sleep(20);
    }
    return status(camera);
  }

  @Override
  public void close() {
    stage.close();
  }
}
