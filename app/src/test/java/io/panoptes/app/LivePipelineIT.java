package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.core.wire.WireFormatException;
import io.panoptes.ingest.testing.RtspServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pipelines that run until they are stopped, on a real broker: cameras that fail, foreign messages.
 */
final class LivePipelineIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private KafkaSettings kafka;

  @BeforeEach
  void nameTopics() {
    kafka = broker.kafka("test");
  }

  @Test
  void shouldBringACameraBackInANewEpochAndLeaveTheOthersAlone()
      throws IOException, InterruptedException {
    int port = RtspServer.freePort();
    try (RtspServer steady = RtspServer.start(RtspServer.freePort());
        RtspServer failing = RtspServer.start(port);
        Tail<TrackedFrame> tail = new Tail<>(kafka.topics().trackedFrames().name())) {
      String yaml =
          """
          defaults: {segmenter: none, silence-timeout: 3s, reconnect-min: 200ms, reconnect-max: 2s}
          cameras:
            steady: {source: "%s"}
            failing: {source: "%s"}
          """
              .formatted(steady.url(), failing.url());
      try (Pipeline pipeline = broker.pipeline(yaml, kafka, EnumSet.allOf(Stage.class), "test")) {
        pipeline.start();
        Epochs seen = new Epochs();
        tail.until(seen, epochs -> epochs.frames("steady") > 5 && epochs.frames("failing") > 5);
        failing.stop();
        long steadyBefore = seen.frames("steady");
        tail.until(seen, epochs -> epochs.frames("steady") > steadyBefore + 45);
        assertEquals(1, seen.epochs("failing"), "the camera is away");
        try (RtspServer again = RtspServer.start(port)) {
          assertEquals(failing.url(), again.url());
          tail.until(seen, epochs -> epochs.epochs("failing") == 2);
        }
        assertEquals(1, seen.epochs("steady"), "the other camera was never interrupted");
        assertEquals(List.of(), seen.gaps(), "frames of an epoch are numbered without gaps");
        assertTrue(pipeline.failure().isEmpty());
      }
    }
  }

  @Test
  void shouldSetForeignMessagesAsideAndGoOn() throws IOException, InterruptedException {
    Topics topics = kafka.topics();
    CameraId camera = new CameraId("gate");
    try (Pipeline pipeline =
            broker.pipeline("", kafka, EnumSet.of(Stage.SEGMENT, Stage.TRACK, Stage.SINK), "test");
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.producer("test"), new ByteArraySerializer(), new ByteArraySerializer());
        Tail<TrackedFrame> tail = new Tail<>(topics.trackedFrames().name());
        Tail<TrackedFrame> deadLetters = new Tail<>(topics.deadLetters().name())) {
      pipeline.start();
      byte[] key = camera.value().getBytes(StandardCharsets.UTF_8);
      byte[] foreign = "{\"hello\":\"world\"}".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topics.frames().name(), key, new byte[0]));
      producer.send(new ProducerRecord<>(topics.frames().name(), key, foreign));
      producer.send(new ProducerRecord<>(topics.panopticFrames().name(), key, foreign));
      producer.send(new ProducerRecord<>(topics.trackedFrames().name(), key, foreign));
      producer.send(frame(topics, camera, 0, new byte[] {1, 2, 3}));
      producer.send(frame(topics, camera, 1, SamplePicture.jpeg(64, 48)));
      producer.flush();

      Epochs seen = new Epochs();
      tail.until(seen, epochs -> epochs.frames("gate") >= 1);
      Map<String, Integer> causes = new HashMap<>();
      Set<String> stages = new TreeSet<>();
      deadLetters.untilRecords(
          record -> {
            String topic = DeadLetters.header(record.headers(), DeadLetters.TOPIC);
            String cause = DeadLetters.header(record.headers(), DeadLetters.CAUSE);
            assertFalse(cause.isBlank(), "a dead letter from " + topic + " says no cause");
            causes.merge(topic, 1, Integer::sum);
            stages.add(DeadLetters.header(record.headers(), DeadLetters.STAGE));
          },
          () ->
              causes.getOrDefault(topics.frames().name(), 0) >= 3
                  && causes.containsKey(topics.panopticFrames().name())
                  && stages.contains("rules"));
      assertTrue(stages.containsAll(Set.of("segment", "track", "rules")), stages.toString());
      assertTrue(pipeline.failure().isEmpty());
    }
  }

  private ProducerRecord<byte[], byte[]> frame(
      Topics topics, CameraId camera, long sequence, byte[] jpeg) {
    Frame frame =
        new Frame(
            new FrameId(camera, 1, sequence),
            Instant.EPOCH.plusMillis(100 * sequence),
            100_000 * sequence,
            64,
            48,
            Delivery.LOSSLESS,
            EncodedImage.jpeg(jpeg));
    return new ProducerRecord<>(
        topics.frames().name(),
        camera.value().getBytes(StandardCharsets.UTF_8),
        WireFormat.FRAMES.encode(StreamMessage.of(frame)));
  }

  /** What arrived on tracked-frames, by camera. */
  private static final class Epochs {
    private final Map<String, Map<Long, Long>> frames = new HashMap<>();
    private final List<String> gaps = new ArrayList<>();

    void add(TrackedFrame frame) {
      Map<Long, Long> epochs =
          frames.computeIfAbsent(frame.id().camera().value(), key -> new HashMap<>());
      long expected = epochs.getOrDefault(frame.id().epoch(), 0L);
      if (frame.id().sequence() != expected) {
        gaps.add(frame.id() + " where " + expected + " was due");
      }
      epochs.put(frame.id().epoch(), frame.id().sequence() + 1);
    }

    long frames(String camera) {
      return frames.getOrDefault(camera, Map.of()).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }

    int epochs(String camera) {
      return frames.getOrDefault(camera, Map.of()).size();
    }

    List<String> gaps() {
      return gaps;
    }
  }

  /** Reads a topic from its beginning. */
  private final class Tail<T> implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Tail(String topic) {
      consumer =
          new KafkaConsumer<>(
              kafka.consumer("test-" + topic, "test-" + topic),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      consumer.subscribe(List.of(topic));
    }

    void until(Epochs seen, Predicate<Epochs> condition) {
      untilRecords(
          record -> {
            try {
              WireFormat.TRACKED_FRAMES
                  .decode(record.value())
                  .map(
                      frame -> {
                        seen.add(frame);
                        return null;
                      },
                      end -> null);
            } catch (WireFormatException e) {
              // A foreign message that the test itself has put there.
            }
          },
          () -> condition.test(seen));
    }

    void untilRecords(Consumer<ConsumerRecord<byte[], byte[]>> each, BooleanSupplier condition) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!condition.getAsBoolean()) {
        assertTrue(System.nanoTime() < deadline, "nothing more came within " + PATIENCE);
        consumer.poll(Duration.ofMillis(200)).forEach(each);
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
