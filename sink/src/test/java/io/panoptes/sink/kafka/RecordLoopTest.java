package io.panoptes.sink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleEngine;
import io.panoptes.sink.testing.FakeMedia;
import io.panoptes.sink.testing.Scenes;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordLoopTest {

  private static final Topics TOPICS = new Topics("test");
  private static final TopicPartition FRAMES = new TopicPartition("test.frames", 0);
  private static final TopicPartition TRACKED = new TopicPartition("test.tracked-frames", 0);
  private static final TopicPartition ALERTS = new TopicPartition("test.alerts", 0);
  private static final CameraId YARD = new CameraId("yard");

  /** So little that two messages fill a side. */
  private static final long BUFFER_BYTES = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path out;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final FakeMedia media = new FakeMedia();
  private final StageMetrics metrics =
      new StageMetrics(new StageMetrics.Metrics(new CollectorRegistry()), "sink");
  private final Map<TopicPartition, Long> offsets = new HashMap<>();
  private RecordLoop loop;
  private Thread thread;

  @BeforeEach
  void start() throws Exception {
    RecorderFactory recorders =
        new RecorderFactory(SinkSettings.DEFAULTS, Map.of(), out, media, metrics);
    loop = new RecordLoop(TOPICS, BUFFER_BYTES, () -> consumer, () -> producer, recorders);
    thread = new Thread(loop, "record-loop-test");
    thread.start();
    await(() -> !consumer.subscription().isEmpty());
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(FRAMES, TRACKED, ALERTS));
          consumer.updateBeginningOffsets(Map.of(FRAMES, 0L, TRACKED, 0L, ALERTS, 0L));
        });
    await(() -> consumer.assignment().size() == 3);
  }

  @AfterEach
  void stop() throws Exception {
    loop.stop();
    thread.join(PATIENCE.toMillis());
    assertFalse(thread.isAlive());
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "waited too long");
      loop.awaitChange(Duration.ofMillis(5));
    }
  }

  private <V> void send(TopicPartition partition, Topic<CameraId, V> topic, CameraId camera, V v) {
    send(
        partition,
        camera.value().getBytes(StandardCharsets.UTF_8),
        topic.valueSerde().serializer().serialize(topic.name(), v));
  }

  private void send(TopicPartition partition, byte[] key, byte[] value) {
    long offset = offsets.merge(partition, 1L, Long::sum) - 1;
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value);
    consumer.schedulePollTask(() -> consumer.addRecord(record));
  }

  private void frame(CameraId camera, long sequence, EncodedImage image) {
    send(
        FRAMES,
        TOPICS.frames(),
        camera,
        StreamMessage.of(
            new Frame(
                new FrameId(camera, 1, sequence),
                Scenes.at(sequence),
                100_000 * sequence,
                Scenes.SIZE,
                Scenes.SIZE,
                Delivery.LOSSLESS,
                image)));
  }

  private void tracked(CameraId camera, long sequence) {
    PanopticFrame panoptic =
        new PanopticFrame(
            new FrameId(camera, 1, sequence),
            Scenes.at(sequence),
            100_000 * sequence,
            SegmentMap.empty(Scenes.SIZE, Scenes.SIZE),
            List.of(),
            "toy-model");
    send(
        TRACKED,
        TOPICS.trackedFrames(),
        camera,
        StreamMessage.of(new TrackedFrame(panoptic, List.of(), "toy-tracker")));
  }

  private void end(CameraId camera, long frames) {
    EndOfEpoch end =
        new EndOfEpoch(camera, 1, frames, Scenes.at(frames), EndOfEpoch.Reason.COMPLETED);
    send(FRAMES, TOPICS.frames(), camera, StreamMessage.end(end));
    send(TRACKED, TOPICS.trackedFrames(), camera, StreamMessage.end(end));
  }

  private boolean isAtEnd(CameraId camera) {
    return loop.feed(camera).map(feed -> feed.recorder().isAtEnd()).orElse(false);
  }

  private long committed(TopicPartition partition) {
    return consumer.committed(Set.of(partition)).get(partition) == null
        ? -1
        : consumer.committed(Set.of(partition)).get(partition).offset();
  }

  @Test
  void shouldRecordTwoCamerasOfOnePartition() throws Exception {
    for (int i = 0; i < 20; i++) {
      frame(Scenes.GATE, i, FakeMedia.grey(i));
      frame(YARD, i, FakeMedia.grey(i));
    }
    for (int i = 0; i < 20; i++) {
      tracked(YARD, i);
    }
    for (int i = 0; i < 20; i++) {
      tracked(Scenes.GATE, i);
    }
    end(Scenes.GATE, 20);
    end(YARD, 20);
    await(() -> isAtEnd(Scenes.GATE) && isAtEnd(YARD));
    assertEquals(Map.of(Scenes.GATE, 20L, YARD, 20L), loop.written());
    assertEquals(0, metrics.counts().get(YARD).open());
    await(() -> committed(FRAMES) == 42 && committed(TRACKED) == 42);
    assertTrue(Files.exists(out.resolve("yard/tracks.txt")));
    assertEquals(41, loop.feed(YARD).orElseThrow().trackedEnd());
  }

  @Test
  void shouldCommitOnlyWhatIsInTheFiles() throws Exception {
    frame(Scenes.GATE, 0, FakeMedia.grey(1));
    tracked(Scenes.GATE, 0);
    frame(Scenes.GATE, 1, FakeMedia.grey(1));
    await(() -> committed(FRAMES) == 1);
    assertEquals(1, committed(TRACKED));
    tracked(Scenes.GATE, 1);
    await(() -> committed(FRAMES) == 2);
  }

  @Test
  void shouldHoldBackPicturesThatRunAhead() throws Exception {
    for (int i = 0; i < 10; i++) {
      frame(Scenes.GATE, i, FakeMedia.grey(i));
    }
    await(() -> consumer.paused().equals(Set.of(FRAMES)));
    for (int i = 0; i < 10; i++) {
      tracked(Scenes.GATE, i);
    }
    end(Scenes.GATE, 10);
    await(() -> isAtEnd(Scenes.GATE));
    await(() -> consumer.paused().isEmpty());
  }

  @Test
  void shouldHoldBackTracksThatRunAhead() throws Exception {
    for (int i = 0; i < 10; i++) {
      tracked(Scenes.GATE, i);
    }
    await(() -> consumer.paused().equals(Set.of(TRACKED)));
    for (int i = 0; i < 10; i++) {
      frame(Scenes.GATE, i, FakeMedia.grey(i));
    }
    end(Scenes.GATE, 10);
    await(() -> isAtEnd(Scenes.GATE));
    await(() -> consumer.paused().isEmpty());
  }

  @Test
  void shouldSendForeignMessagesToTheDeadLettersAndGoOn() throws Exception {
    byte[] key = "gate".getBytes(StandardCharsets.UTF_8);
    send(FRAMES, key, "hello".getBytes(StandardCharsets.UTF_8));
    send(TRACKED, key, new byte[0]);
    send(ALERTS, key, "[]".getBytes(StandardCharsets.UTF_8));
    send(FRAMES, key, null);
    frame(Scenes.GATE, 0, FakeMedia.broken());
    tracked(Scenes.GATE, 0);
    end(Scenes.GATE, 1);
    await(() -> isAtEnd(Scenes.GATE));
    List<ProducerRecord<byte[], byte[]>> letters = producer.history();
    assertEquals(4, letters.size());
    for (ProducerRecord<byte[], byte[]> letter : letters) {
      assertEquals("test.dead-letters", letter.topic());
      assertEquals("record", DeadLetters.header(letter.headers(), DeadLetters.STAGE));
      assertFalse(DeadLetters.header(letter.headers(), DeadLetters.CAUSE).isEmpty());
    }
    assertEquals(
        List.of("test.frames", "test.tracked-frames", "test.alerts", "test.frames").stream()
            .sorted()
            .toList(),
        letters.stream()
            .map(letter -> DeadLetters.header(letter.headers(), DeadLetters.TOPIC))
            .sorted()
            .toList());
    assertEquals(Map.of("undecodable", 1L), metrics.counts().get(Scenes.GATE).failed());
  }

  @Test
  void shouldWriteAlertsInTheOrderOfTheTopic() throws Exception {
    CameraRules rules =
        Scenes.rules(
            """
            lines:
              door: {from: [0.5, 1], to: [0.5, 0]}
            rules:
              - {kind: line-crossed, line: door}
            """);
    RuleEngine engine = new RuleEngine(Scenes.GATE, rules, "");
    for (int i = 0; i < 4; i++) {
      engine
          .onFrame(Scenes.frame(i, Scenes.person(1, i % 2 == 0 ? 40 : 60, 50)))
          .forEach(alert -> send(ALERTS, TOPICS.alerts(), Scenes.GATE, alert));
    }
    await(() -> loop.alertPosition(0) == 3);
    List<String> lines = Files.readAllLines(out.resolve("gate/alerts.jsonl"));
    assertEquals(3, lines.size());
    assertTrue(lines.get(0).contains("left-to-right") && lines.get(1).contains("right-to-left"));
    await(() -> committed(ALERTS) == 3);
  }

  @Test
  void shouldBeCompleteOnlyWhenTheRulesAndTheirAlertsAre() throws Exception {
    FakeProgress rules = new FakeProgress();
    EndWatch watch = new EndWatch(loop, rules);
    assertFalse(watch.isComplete(Scenes.GATE, true), "nothing has come yet");
    frame(Scenes.GATE, 0, FakeMedia.grey(1));
    tracked(Scenes.GATE, 0);
    end(Scenes.GATE, 1);
    await(() -> isAtEnd(Scenes.GATE));
    assertTrue(watch.isComplete(Scenes.GATE, false));
    rules.committed = 1;
    assertFalse(watch.isComplete(Scenes.GATE, true), "the rules have not seen the end at 1");
    rules.committed = 2;
    rules.alertEnd = 1;
    assertFalse(watch.isComplete(Scenes.GATE, true), "an alert has not been read");
    rules.alertEnd = 5;
    send(ALERTS, "gate".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    await(() -> loop.alertPosition(0) == 1);
    assertTrue(watch.isComplete(Scenes.GATE, true), "later alerts are not about this end");
  }

  private static final class FakeProgress implements RulesProgress {
    long committed = -1;
    long alertEnd;

    @Override
    public long committed(int partition) {
      return committed;
    }

    @Override
    public long alertEnd(int partition) {
      return alertEnd;
    }

    @Override
    public void close() {
      throw new AssertionError("the watch does not own it");
    }
  }

  @Test
  void shouldFinishFilesWhenItIsStopped() throws Exception {
    for (int i = 0; i < 3; i++) {
      frame(Scenes.GATE, i, FakeMedia.grey(i));
      tracked(Scenes.GATE, i);
    }
    await(() -> loop.written().getOrDefault(Scenes.GATE, 0L) == 3);
    stop();
    assertTrue(media.log.contains("close overlay.mp4"), media.log.toString());
    assertTrue(consumer.closed());
  }

  @Test
  void shouldNameTheCameraWhoseFilesFailAndGoOnWithTheOther() throws Exception {
    Files.writeString(out.resolve("yard"), "a file is in the way");
    for (int i = 0; i < 3; i++) {
      frame(YARD, i, FakeMedia.grey(i));
      tracked(YARD, i);
      frame(Scenes.GATE, i, FakeMedia.grey(i));
      tracked(Scenes.GATE, i);
    }
    end(Scenes.GATE, 3);
    await(() -> isAtEnd(Scenes.GATE));
    assertTrue(loop.failure().isPresent());
    assertTrue(loop.hasFailed(YARD));
    assertFalse(loop.hasFailed(Scenes.GATE));
    assertEquals(3, loop.written().get(Scenes.GATE));
    await(() -> committed(FRAMES) == 7);
  }
}
