package io.panoptes.segment.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.segment.worker.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what becomes of each message and keeps the account; a message's offset is finished when the
 * broker has its result. Safe for many threads.
 */
final class ResultSender {

  static final String STAGE = "segment";
  private static final Logger LOG = LoggerFactory.getLogger(ResultSender.class);

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final String output;
  private final StageMetrics metrics;
  private final Consumer<Throwable> onFailure;

  ResultSender(
      Producer<byte[], byte[]> producer,
      Topics topics,
      StageMetrics metrics,
      Consumer<Throwable> onFailure) {
    this.producer = producer;
    this.topics = topics;
    Topic<CameraId, StreamMessage<PanopticFrame>> panoptic = topics.panopticFrames();
    this.output = panoptic.name();
    this.metrics = metrics;
    this.onFailure = onFailure;
  }

  /** The receipt of a message that has just been accepted. */
  Receipt receipt(
      PartitionWork work, ConsumerRecord<byte[], byte[]> message, StreamMessage<Frame> decoded) {
    boolean live =
        decoded instanceof StreamMessage.Item<Frame> frame
            && frame.value().delivery() == Delivery.LIVE;
    return new SendingReceipt(work, message, decoded.camera(), live, System.nanoTime());
  }

  /** Puts a message aside; its offset is finished when the broker has it. */
  void deadLetter(PartitionWork work, ConsumerRecord<byte[], byte[]> message, String cause) {
    LOG.warn(
        "{}-{}@{} goes to {}: {}",
        message.topic(),
        message.partition(),
        message.offset(),
        topics.deadLetters().name(),
        cause);
    send(
        work,
        message,
        DeadLetters.letter(
            topics,
            STAGE,
            message.topic(),
            message.partition(),
            message.offset(),
            message.key(),
            message.value(),
            cause),
        () -> {},
        () -> {});
  }

  private void send(
      PartitionWork work,
      ConsumerRecord<byte[], byte[]> message,
      ProducerRecord<byte[], byte[]> result,
      Runnable stored,
      Runnable tooLarge) {
    producer.send(
        result,
        (metadata, error) -> {
          if (error == null) {
            stored.run();
            work.finish(message.offset());
          } else if (error instanceof RecordTooLargeException) {
            LOG.error(
                "the result of {}-{}@{} has {} bytes, more than the broker takes, and is left out",
                message.topic(),
                message.partition(),
                message.offset(),
                result.value().length);
            tooLarge.run();
            work.finish(message.offset());
          } else {
            onFailure.accept(error);
          }
        });
  }

  private final class SendingReceipt implements Receipt {

    private final PartitionWork work;
    private final ConsumerRecord<byte[], byte[]> message;
    private final CameraId camera;
    private final boolean live;
    private final long acceptedNanos;

    SendingReceipt(
        PartitionWork work,
        ConsumerRecord<byte[], byte[]> message,
        CameraId camera,
        boolean live,
        long acceptedNanos) {
      this.live = live;
      this.work = work;
      this.message = message;
      this.camera = camera;
      this.acceptedNanos = acceptedNanos;
    }

    @Override
    public void segmented(PanopticFrame frame) {
      if (work.isRevoked()) {
        metrics.dropped(camera, "revoked");
        return;
      }
      byte[] value = WireFormat.PANOPTIC_FRAMES.encode(StreamMessage.of(frame));
      send(
          work,
          message,
          new ProducerRecord<>(output, key(), value),
          () -> stored(frame),
          () -> metrics.failed(camera, "too-large"));
    }

    private void stored(PanopticFrame frame) {
      metrics.processed(camera, Duration.ofNanos(System.nanoTime() - acceptedNanos));
      if (live) {
        metrics.endToEnd(camera, Duration.between(frame.capturedAt(), Instant.now()));
      }
    }

    @Override
    public void ended(EndOfEpoch end) {
      if (!work.isRevoked()) {
        byte[] value = WireFormat.PANOPTIC_FRAMES.encode(StreamMessage.end(end));
        send(work, message, new ProducerRecord<>(output, key(), value), () -> {}, () -> {});
      }
    }

    @Override
    public void dropped(String reason) {
      metrics.dropped(camera, reason);
      if (!work.isRevoked()) {
        work.finish(message.offset());
      }
    }

    @Override
    public void failed(String reason, String cause) {
      if (work.isRevoked()) {
        metrics.dropped(camera, "revoked");
        return;
      }
      metrics.failed(camera, reason);
      deadLetter(work, message, cause);
    }

    private byte[] key() {
      return camera.value().getBytes(StandardCharsets.UTF_8);
    }
  }
}
