package io.panoptes.ingest.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.FramePublisher;
import io.panoptes.ingest.HoldBack;
import io.panoptes.ingest.StopSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/** Sends frames with one producer that all cameras share. Safe for several threads. */
final class KafkaFramePublisher implements FramePublisher {

  /** What a frame's message may need beside its picture. */
  private static final int ENVELOPE_BYTES = 4_096;

  private static final Duration RETRY_AFTER = Duration.ofMillis(200);

  private final Producer<CameraId, StreamMessage<Frame>> producer;
  private final String topic;
  private final HoldBack holdBack;
  private final Map<CameraId, SendWindow> windows = new ConcurrentHashMap<>();

  /**
   * @param producer stays its owner's
   */
  KafkaFramePublisher(
      Producer<CameraId, StreamMessage<Frame>> producer, String topic, HoldBack holdBack) {
    this.producer = producer;
    this.topic = topic;
    this.holdBack = holdBack;
  }

  @Override
  public int maxImageBytes() {
    return KafkaSettings.MAX_MESSAGE_BYTES - ENVELOPE_BYTES;
  }

  @Override
  public boolean awaitRoom(CameraSettings camera, StopSignal stop) throws InterruptedException {
    return window(camera).awaitRoom(stop);
  }

  private SendWindow window(CameraSettings camera) {
    return windows.computeIfAbsent(
        camera.camera(),
        name ->
            camera.delivery() == Delivery.LIVE
                ? new LiveWindow()
                : SendWindow.lossless(name, camera.maxInFlight(), holdBack));
  }

  @Override
  public void publish(
      CameraSettings camera, StreamMessage<Frame> message, StopSignal stop, Outcome outcome)
      throws InterruptedException {
    SendWindow window = window(camera);
    ProducerRecord<CameraId, StreamMessage<Frame>> entry =
        new ProducerRecord<>(topic, camera.camera(), message);
    while (true) {
      window.sent();
      Attempt attempt = new Attempt(window, outcome);
      Exception refusal = attempt.send(entry);
      if (refusal == null) {
        return;
      }
      window.failed();
      boolean again =
          camera.delivery() == Delivery.LOSSLESS && refusal instanceof RetriableException;
      if (!again || stop.await(RETRY_AFTER)) {
        outcome.failed(refusal);
        return;
      }
    }
  }

  /** One call of the producer, which may refuse a record at once or report on it later. */
  private final class Attempt implements Callback {
    private final Thread caller = Thread.currentThread();
    private final SendWindow window;
    private final Outcome outcome;
    private volatile boolean sending = true;
    private Exception refusal;

    Attempt(SendWindow window, Outcome outcome) {
      this.window = window;
      this.outcome = outcome;
    }

    /** Returns why the producer did not even queue the record, or null when it did. */
    Exception send(ProducerRecord<CameraId, StreamMessage<Frame>> message) {
      try {
        producer.send(message, this);
      } catch (RuntimeException e) {
        refusal = e;
      }
      sending = false;
      return refusal;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception error) {
      if (error == null) {
        window.acknowledged(metadata.partition());
        outcome.acknowledged();
      } else if (sending && Thread.currentThread() == caller) {
        refusal = error;
      } else {
        window.failed();
        outcome.failed(error);
      }
    }
  }
}
