package io.panoptes.train.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.core.wire.WireFormatException;
import io.panoptes.train.live.LiveDistillation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads labelled frames into the memory of {@link LiveDistillation}. A partition is read from its
 * beginning whenever it is assigned, so a process that is started again knows what an earlier one
 * knew, as long as the topic keeps it; offsets are never committed.
 */
final class LearnLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LearnLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final Predicate<CameraId> taught;
  private final LiveDistillation distillation;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Map<TopicPartition, Set<CameraId>> cameras = new HashMap<>();

  /**
   * @param taught which cameras are of interest
   */
  LearnLoop(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Topics topics,
      Predicate<CameraId> taught,
      LiveDistillation distillation) {
    this.consumer = consumer;
    this.producer = producer;
    this.topics = topics;
    this.taught = taught;
    this.distillation = distillation;
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(topics.labelledFrames().name()), new Rebalance());
      while (!stopping.get()) {
        consumer.poll(POLL).forEach(this::accept);
      }
    } catch (WakeupException | InterruptException e) {
      LOG.debug("reading labelled frames stops");
    } finally {
      consumer.close();
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) {
    StreamMessage<LabelledFrame> message;
    try {
      message = WireFormat.LABELLED_FRAMES.decode(record.value());
    } catch (WireFormatException e) {
      producer.send(
          DeadLetters.letter(
              topics,
              DistilStage.STAGE,
              record.topic(),
              record.partition(),
              record.offset(),
              record.key(),
              record.value(),
              e.getMessage()));
      return;
    }
    if (message instanceof StreamMessage.Item<LabelledFrame> item
        && taught.test(message.camera())) {
      cameras
          .computeIfAbsent(
              new TopicPartition(record.topic(), record.partition()), key -> new HashSet<>())
          .add(message.camera());
      distillation.add(item.value());
    }
  }

  /** Ends the loop soon. Any thread. */
  void stop() {
    stopping.set(true);
    consumer.wakeup();
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.seekToBeginning(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        distillation.forget(cameras.getOrDefault(partition, Set.of()));
        cameras.remove(partition);
      }
    }
  }
}
