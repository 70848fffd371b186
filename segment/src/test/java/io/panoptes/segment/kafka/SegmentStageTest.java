package io.panoptes.segment.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.SegmentSettings;
import io.prometheus.client.CollectorRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentStageTest {

  private static final Topics TOPICS = new Topics("t");
  private static final TopicPartition FIRST = new TopicPartition("t.frames", 0);
  private static final TopicPartition SECOND = new TopicPartition("t.frames", 1);

  private final BlockingQueue<ProducerRecord<byte[], byte[]>> sent = new LinkedBlockingQueue<>();
  private final StageMetrics metrics =
      new StageMetrics(new StageMetrics.Metrics(new CollectorRegistry()), "segment");
  private final Map<TopicPartition, OffsetAndMetadata> committed = new ConcurrentHashMap<>();
  private final AtomicInteger failingCommits = new AtomicInteger();
  private MockConsumer<byte[], byte[]> consumer;
  private SegmentStage stage;

  /** Hands every record to the test and acknowledges it at once. */
  private final class RecordingProducer extends MockProducer<byte[], byte[]> {

    RecordingProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> message, Callback callback) {
      Future<RecordMetadata> result = super.send(message, callback);
      sent.add(message);
      return result;
    }
  }

  /** Keeps what was committed for good, since a mock forgets partitions that are not assigned. */
  private final class RememberingConsumer extends MockConsumer<byte[], byte[]> {

    RememberingConsumer() {
      super("earliest");
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (failingCommits.getAndDecrement() > 0) {
        throw new TimeoutException("no broker answers");
      }
      committed.putAll(offsets);
      super.commitSync(offsets, timeout);
    }
  }

  @BeforeEach
  void start() {
    consumer = new RememberingConsumer();
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    stage =
        new SegmentStage(
            SegmentSettings.defaults(),
            Map.of(
                new CameraId("gate"), CameraSegmentation.defaults().withSegmenter("none"),
                new CameraId("door"), CameraSegmentation.defaults()),
            CameraSegmentation.defaults().withSegmenter("none"),
            TOPICS,
            metrics,
            new SegmentStage.Clients() {
              @Override
              public Consumer<byte[], byte[]> consumer() {
                return consumer;
              }

              @Override
              public Producer<byte[], byte[]> producer() {
                return new RecordingProducer();
              }
            });
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(FIRST, SECOND)));
    stage.start();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private void publish(TopicPartition partition, long offset, String key, byte[] value) {
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    offset,
                    key.getBytes(StandardCharsets.UTF_8),
                    value)));
  }

  private void publish(TopicPartition partition, long offset, StreamMessage<Frame> message) {
    publish(partition, offset, message.camera().value(), WireFormat.FRAMES.encode(message));
  }

  private ProducerRecord<byte[], byte[]> next() throws InterruptedException {
    ProducerRecord<byte[], byte[]> message = sent.poll(30, TimeUnit.SECONDS);
    assertNotNull(message, () -> "nothing was sent; failure: " + stage.failure());
    return message;
  }

  private static StreamMessage<Frame> frame(String camera, long sequence) {
    return StreamMessage.of(Frames.frame(camera, sequence, Delivery.LOSSLESS, 8, 6, jpeg(8, 6)));
  }

  private static byte[] jpeg(int width, int height) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), "jpg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldSendOnePanopticFrameForEachFrameAndPassTheEndOnBehindThem() throws Exception {
    publish(FIRST, 0, frame("gate", 0));
    publish(FIRST, 1, frame("gate", 1));
    publish(FIRST, 2, Frames.end("gate", 2));
    for (long sequence = 0; sequence < 2; sequence++) {
      ProducerRecord<byte[], byte[]> message = next();
      assertEquals("t.panoptic-frames", message.topic());
      assertEquals("gate", new String(message.key(), StandardCharsets.UTF_8));
      PanopticFrame frame =
          WireFormat.PANOPTIC_FRAMES
              .decode(message.value())
              .<PanopticFrame>map(item -> item, end -> null);
      assertEquals(sequence, frame.id().sequence());
      assertEquals("none", frame.model());
      assertEquals("background", frame.segments().get(0).category().name());
    }
    boolean end =
        WireFormat.PANOPTIC_FRAMES
            .decode(next().value())
            .<Boolean>map(item -> false, ended -> ended.frames() == 2);
    assertTrue(end);
    assertTrue(stage.isHealthy());
    stage.close();
    assertEquals(3, committed.get(FIRST).offset());
    assertEquals(2, metrics.counts().get(new CameraId("gate")).processed());
    assertEquals(0, metrics.counts().get(new CameraId("gate")).open());
  }

  @Test
  void shouldPutForeignMessagesAsideAndGoOn() throws Exception {
    publish(FIRST, 0, "somebody", "hello".getBytes(StandardCharsets.UTF_8));
    publish(FIRST, 1, frame("gate", 0));
    ProducerRecord<byte[], byte[]> one = next();
    ProducerRecord<byte[], byte[]> other = next();
    boolean letterFirst = one.topic().equals("t.dead-letters");
    ProducerRecord<byte[], byte[]> letter = letterFirst ? one : other;
    assertEquals("t.dead-letters", letter.topic());
    assertEquals("hello", new String(letter.value(), StandardCharsets.UTF_8));
    assertEquals("0", DeadLetters.header(letter.headers(), DeadLetters.OFFSET));
    assertTrue(
        DeadLetters.header(letter.headers(), DeadLetters.CAUSE)
            .contains("5 bytes are no frame message"));
    assertEquals("t.panoptic-frames", (letterFirst ? other : one).topic());
    stage.close();
    assertEquals(2, committed.get(FIRST).offset());
  }

  @Test
  void shouldPutEmptyMessagesAside() throws Exception {
    publish(FIRST, 0, "gate", new byte[0]);
    ProducerRecord<byte[], byte[]> letter = next();
    assertEquals(
        "frame message has 0 bytes", DeadLetters.header(letter.headers(), DeadLetters.CAUSE));
  }

  @Test
  void shouldFailFramesWhosePictureCannotBeDecoded() throws Exception {
    publish(
        SECOND,
        0,
        StreamMessage.of(Frames.frame("door", 0, Delivery.LOSSLESS, 8, 6, new byte[] {1, 2, 3})));
    ProducerRecord<byte[], byte[]> letter = next();
    assertEquals("t.dead-letters", letter.topic());
    assertTrue(
        DeadLetters.header(letter.headers(), DeadLetters.CAUSE)
            .contains("3 bytes are no JPEG picture"));
    stage.close();
    assertEquals(1, committed.get(SECOND).offset());
    assertEquals(Map.of("undecodable", 1L), metrics.counts().get(new CameraId("door")).failed());
  }

  @Test
  void shouldFailFramesWhosePictureHasAnotherSize() throws Exception {
    publish(
        FIRST, 0, StreamMessage.of(Frames.frame("door", 0, Delivery.LOSSLESS, 8, 6, jpeg(16, 12))));
    assertEquals(
        "the picture is 16x12 where its message says 8x6",
        DeadLetters.header(next().headers(), DeadLetters.CAUSE));
  }

  @Test
  void shouldCommitWhatIsFinishedWhenPartitionsAreRevoked() throws Exception {
    publish(FIRST, 0, frame("gate", 0));
    next();
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(SECOND)));
    publish(SECOND, 0, frame("yard", 0));
    next();
    stage.close();
    assertEquals(1, committed.get(FIRST).offset());
    assertEquals(1, committed.get(SECOND).offset());
  }

  @Test
  void shouldWaitForKafkaToComeBackWhenPartitionsAreRevokedMeanwhile() throws Exception {
    failingCommits.set(3);
    publish(FIRST, 0, frame("gate", 0));
    next();
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(SECOND)));
    publish(SECOND, 0, frame("yard", 0));
    next();
    stage.close();
    assertEquals(Optional.empty(), stage.failure());
    assertEquals(1, committed.get(FIRST).offset());
    assertEquals(1, committed.get(SECOND).offset());
    assertEquals(Set.of(new CameraId("yard")), metrics.counts().keySet());
  }

  @Test
  void shouldStopThoughKafkaIsAway() throws Exception {
    failingCommits.set(Integer.MAX_VALUE);
    publish(FIRST, 0, frame("gate", 0));
    next();
    stage.close();
    assertEquals(Optional.empty(), stage.failure());
    assertEquals(Map.of(), committed);
    assertEquals(1, metrics.counts().get(new CameraId("gate")).processed());
  }

  @Test
  void shouldNameTheSegmentersInUseWithTheirHashes() {
    Map<String, String> hashes = stage.modelHashes();
    assertEquals(Set.of("street", "none"), hashes.keySet());
    assertEquals(64, hashes.get("none").length());
  }
}
