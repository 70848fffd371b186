package io.panoptes.train.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.metrics.DistilMetrics;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.core.wire.WireFormatException;
import io.panoptes.train.live.CpuBudget;
import io.panoptes.train.live.LiveTeacher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a teacher the newest frame of each camera whenever the budget allows it, and sends what it
 * says. Frames that come faster are left out: nobody waits for this loop. What cannot be read here
 * is set aside by the segment stage, which reads the same topic.
 */
final class TeachLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(TeachLoop.class);
  private static final Duration LONGEST_POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final String input;
  private final String output;
  private final LiveTeacher teacher;
  private final CpuBudget budget;
  private final int threads;
  private final DistilMetrics metrics;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Map<CameraId, Frame> newest = new LinkedHashMap<>();

  /**
   * @param threads that the teacher keeps busy while it looks
   */
  TeachLoop(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      String input,
      String output,
      LiveTeacher teacher,
      CpuBudget budget,
      int threads,
      DistilMetrics metrics) {
    this.consumer = consumer;
    this.producer = producer;
    this.input = input;
    this.output = output;
    this.teacher = teacher;
    this.budget = budget;
    this.threads = threads;
    this.metrics = metrics;
  }

  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(input));
      while (!stopping.get()) {
        Duration pause = budget.pause();
        Duration wait =
            newest.isEmpty() || pause.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : pause;
        consumer.poll(wait).forEach(this::accept);
        if (budget.pause().isZero()) {
          teach();
        }
      }
    } catch (WakeupException | InterruptException e) {
      LOG.debug("the teacher stops");
    } finally {
      consumer.close();
      teacher.close();
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> record) {
    StreamMessage<Frame> message;
    try {
      message = WireFormat.FRAMES.decode(record.value());
    } catch (WireFormatException e) {
      return;
    }
    if (message instanceof StreamMessage.Item<Frame> item) {
      if (teacher.wants(item.value())) {
        newest.put(message.camera(), item.value());
      }
    } else if (message instanceof StreamMessage.End<Frame> end) {
      end(end.value());
    }
  }

  private void end(EndOfEpoch end) {
    newest.remove(end.camera());
    teacher.endOfEpoch(end);
  }

  /** The camera that waited longest goes first, and then the next only with budget left. */
  private void teach() {
    if (newest.isEmpty()) {
      return;
    }
    Frame frame = newest.remove(newest.keySet().iterator().next());
    long start = budget.now();
    try {
      teacher.look(frame).ifPresent(this::send);
    } catch (RuntimeException e) {
      LOG.warn("frame {} gets no labels", frame.id(), e);
      metrics.failed(frame.id().camera());
    } finally {
      budget.spent(start, threads);
    }
  }

  private void send(LabelledFrame labelled) {
    byte[] key = labelled.id().camera().value().getBytes(StandardCharsets.UTF_8);
    byte[] value = WireFormat.LABELLED_FRAMES.encode(StreamMessage.of(labelled));
    producer.send(
        new ProducerRecord<>(output, key, value),
        (sent, error) -> {
          if (error == null) {
            metrics.labelled(labelled.id().camera());
          } else {
            LOG.warn("labels of frame {} were not sent: {}", labelled.id(), error.toString());
            metrics.failed(labelled.id().camera());
          }
        });
  }

  /** Ends the loop soon. Any thread. */
  void stop() {
    stopping.set(true);
    consumer.wakeup();
  }
}
