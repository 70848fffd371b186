package io.panoptes.track.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.track.CameraTracker;
import io.panoptes.track.CameraTracking;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.panoptic.PanopticTracker;
import io.panoptes.track.testing.FailingTracker;
import io.panoptes.track.testing.RandomTraffic;
import io.panoptes.track.testing.Scenery;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackTopologyTest {

  private static final CameraId GATE = Scenery.GATE;

  @TempDir private Path folder;
  private KafkaSettings kafka;
  private Topics topics;
  private StageMetrics metrics;
  private TopologyTestDriver driver;
  private TestInputTopic<CameraId, StreamMessage<PanopticFrame>> in;
  private TestInputTopic<byte[], byte[]> rawIn;
  private TestOutputTopic<CameraId, StreamMessage<TrackedFrame>> out;
  private TestOutputTopic<byte[], byte[]> letters;

  @BeforeEach
  void open() {
    kafka = KafkaSettings.read(ConfigDocument.parse("test", "topic-prefix: t", Map.of()).root());
    topics = kafka.topics();
    metrics = new StageMetrics(new StageMetrics.Metrics(new CollectorRegistry()), "track");
    open(topology());
  }

  private void open(Topology topology) {
    Properties properties = TrackStage.properties(TrackSettings.DEFAULTS, kafka, folder, metrics);
    // The driver forgets what is sent in a transaction without a readable record.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver = new TopologyTestDriver(topology, properties);
    in =
        driver.createInputTopic(
            topics.panopticFrames().name(),
            topics.panopticFrames().keySerde().serializer(),
            topics.panopticFrames().valueSerde().serializer());
    rawIn =
        driver.createInputTopic(
            topics.panopticFrames().name(), new ByteArraySerializer(), new ByteArraySerializer());
    out =
        driver.createOutputTopic(
            topics.trackedFrames().name(),
            topics.trackedFrames().keySerde().deserializer(),
            topics.trackedFrames().valueSerde().deserializer());
    letters =
        driver.createOutputTopic(
            topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Topology topology() {
    return TrackTopology.build(
        TrackSettings.DEFAULTS, Map.of(), CameraTracking.DEFAULTS, topics, metrics);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void shouldDescribeItself() {
    assertEquals(
        """
        Topologies:
           Sub-topology: 0
            Source: panoptic-frames (topics: [t.panoptic-frames])
              --> track
            Processor: track (stores: [track-state])
              --> tracked-frames
              <-- panoptic-frames
            Sink: tracked-frames (topic: t.tracked-frames)
              <-- track

        """,
        topology().describe().toString());
  }

  @Test
  void shouldTrackFramesInOrder() {
    for (int i = 0; i < 5; i++) {
      send(walker(new FrameId(GATE, 1, i), i));
    }
    List<TrackedFrame> frames = frames();
    assertEquals(5, frames.size());
    for (int i = 0; i < 5; i++) {
      assertEquals(i, frames.get(i).id().sequence());
      assertEquals("panoptic", frames.get(i).tracker());
      assertEquals(1, frames.get(i).tracks().size());
      assertEquals(1, frames.get(i).tracks().get(0).track().number());
    }
    assertEquals(5, metrics.counts().get(GATE).processed());
    assertEquals(0, metrics.counts().get(GATE).open());
  }

  @Test
  void shouldStampRecordsWithEventTime() {
    PanopticFrame frame = walker(new FrameId(GATE, 1, 0), 0);
    in.pipeInput(GATE, StreamMessage.of(frame), Instant.parse("2031-01-01T00:00:00Z"));
    assertEquals(frame.capturedAt().toEpochMilli(), out.readRecord().timestamp());
  }

  @Test
  void shouldTrackRecordingsFromBefore1970() {
    PanopticFrame frame = walker(new FrameId(GATE, 1, 0), 0);
    PanopticFrame old =
        new PanopticFrame(
            frame.id(),
            Instant.parse("1969-07-20T20:17:40Z"),
            0,
            frame.map(),
            frame.segments(),
            "drawn");
    in.pipeInput(GATE, StreamMessage.of(old));
    TestRecord<CameraId, StreamMessage<TrackedFrame>> record = out.readRecord();
    assertEquals(0, record.timestamp());
    assertEquals(old.capturedAt(), record.value().at());
  }

  @Test
  void shouldLeaveOutDuplicates() {
    for (int sequence : new int[] {0, 1, 1, 0, 2}) {
      send(walker(new FrameId(GATE, 1, sequence), sequence));
    }
    assertEquals(3, frames().size());
    assertEquals(Map.of("duplicate", 2L), metrics.counts().get(GATE).dropped());
    assertEquals(5, metrics.counts().get(GATE).in());
    assertEquals(0, metrics.counts().get(GATE).open());
  }

  @Test
  void shouldPassTheEndOfAnEpochOnceAndInOrder() {
    send(walker(new FrameId(GATE, 1, 0), 0));
    EndOfEpoch end = new EndOfEpoch(GATE, 1, 1, Scenery.NOON, EndOfEpoch.Reason.COMPLETED);
    in.pipeInput(GATE, StreamMessage.end(end));
    in.pipeInput(GATE, StreamMessage.end(end));
    send(walker(new FrameId(GATE, 1, 0), 0));
    send(walker(new FrameId(GATE, 2, 0), 10));
    List<StreamMessage<TrackedFrame>> messages = out.readValuesToList();
    assertEquals(3, messages.size());
    assertEquals(StreamMessage.end(end), messages.get(1));
    assertEquals(2, messages.get(2).epoch());
    assertEquals(2, number(messages.get(2)), "a completed recording's tracks are not continued");
  }

  @Test
  void shouldSendUnreadableMessagesToTheDeadLettersAndGoOn() {
    byte[] key = "gate".getBytes(StandardCharsets.UTF_8);
    byte[] foreign = "{\"not\": \"ours\"}".getBytes(StandardCharsets.UTF_8);
    rawIn.pipeInput(key, foreign);
    rawIn.pipeInput(key, new byte[0]);
    rawIn.pipeInput(key, (byte[]) null);
    rawIn.pipeInput("!".getBytes(StandardCharsets.UTF_8), foreign);
    send(walker(new FrameId(GATE, 1, 0), 0));
    assertEquals(1, frames().size());
    List<TestRecord<byte[], byte[]>> dead = letters.readRecordsToList();
    assertEquals(4, dead.size());
    assertEquals(
        new String(foreign, StandardCharsets.UTF_8),
        new String(dead.get(0).value(), StandardCharsets.UTF_8));
    assertEquals("track", DeadLetters.header(dead.get(0).headers(), DeadLetters.STAGE));
    assertEquals("t.panoptic-frames", DeadLetters.header(dead.get(0).headers(), DeadLetters.TOPIC));
    assertTrue(DeadLetters.header(dead.get(1).headers(), DeadLetters.CAUSE).contains("0 bytes"));
    assertNull(dead.get(2).value());
    assertEquals("1", DeadLetters.header(dead.get(1).headers(), DeadLetters.OFFSET));
    assertEquals(Map.of("unreadable", 2L, "empty", 1L), metrics.counts().get(GATE).failed());
    assertEquals(0, metrics.counts().get(GATE).open());
  }

  @Test
  void shouldRefuseKeysThatNameAnotherCamera() {
    in.pipeInput(new CameraId("yard"), StreamMessage.of(walker(new FrameId(GATE, 1, 0), 0)));
    assertTrue(out.isEmpty());
    TestRecord<byte[], byte[]> letter = letters.readRecord();
    assertTrue(
        DeadLetters.header(letter.headers(), DeadLetters.CAUSE).contains("yard"),
        () -> DeadLetters.header(letter.headers(), DeadLetters.CAUSE));
  }

  @Test
  void shouldGoOnWithTheStateBeforeAFrameThatTheTrackerFailsOn() {
    driver.close();
    open(
        TrackTopology.build(
            camera ->
                new CameraTracker(
                    camera,
                    "failing",
                    new FailingTracker(new PanopticTracker(TrackSettings.DEFAULTS), 1),
                    Duration.ofSeconds(5)),
            Duration.ofDays(1),
            topics,
            metrics));
    send(walker(new FrameId(GATE, 1, 0), 0));
    send(couple(1));
    send(couple(2));
    List<TrackedFrame> frames = frames();
    assertEquals(2, frames.size());
    assertEquals(1, frames.get(1).tracks().get(0).track().number());
    assertEquals(2, frames.get(1).tracks().get(1).track().number(), "no number is lost");
    assertEquals(Map.of("tracker", 1L), metrics.counts().get(GATE).failed());
    assertEquals(0, metrics.counts().get(GATE).open());
    assertEquals(
        "fails on frame 1", DeadLetters.header(letters.readRecord().headers(), DeadLetters.CAUSE));
  }

  private static PanopticFrame couple(int step) {
    return new Scenery(160, 120)
        .ellipse(2, Scenery.PERSON, 20 + 4 * step, 30, 20, 50)
        .ellipse(3, Scenery.PERSON, 120, 30, 20, 50)
        .frame(step, step / 10.0);
  }

  @Test
  void shouldGoOnFromTheStoreExactlyAsIfNothingHadHappened() {
    List<PanopticFrame> footage = RandomTraffic.frames(21, 6, 60);
    for (PanopticFrame frame : footage) {
      send(frame);
    }
    List<StreamMessage<TrackedFrame>> expected = out.readValuesToList();
    driver.close();
    open(topology());
    List<StreamMessage<TrackedFrame>> actual = new ArrayList<>();
    for (int i = 0; i < footage.size(); i++) {
      send(footage.get(i));
      if (i % 7 == 6) {
        byte[] stored = stored("gate");
        actual.addAll(out.readValuesToList());
        driver.close();
        open(topology());
        driver.<String, byte[]>getKeyValueStore(TrackTopology.STORE).put("gate", stored);
        send(footage.get(i));
      }
    }
    actual.addAll(out.readValuesToList());
    assertEquals(expected, actual);
  }

  @Test
  void shouldBeginAnewWhenStoredStateIsBroken() {
    driver
        .<String, byte[]>getKeyValueStore(TrackTopology.STORE)
        .put("gate", new byte[] {0, 4, 1, 2});
    send(walker(new FrameId(GATE, 1, 0), 0));
    assertEquals(1, frames().size());
  }

  @Test
  void shouldForgetCamerasThatHaveBeenSilentForLong() {
    CameraId yard = new CameraId("yard");
    send(walker(new FrameId(yard, 1, 0), 0));
    for (int halfHour = 0; halfHour <= 2 * 24 * 7 + 4; halfHour++) {
      send(walker(new FrameId(GATE, 1, halfHour), 18_000 * halfHour));
    }
    assertNull(stored("yard"));
    assertNotNull(stored("gate"));
  }

  @Test
  void shouldNotForgetCamerasBecauseStreamTimeLeaps() {
    CameraId recording = new CameraId("recording");
    PanopticFrame frame = walker(new FrameId(recording, 1, 0), 0);
    send(
        new PanopticFrame(
            frame.id(), Instant.EPOCH, 0, frame.map(), frame.segments(), frame.model()));
    send(walker(new FrameId(GATE, 1, 0), 0));
    send(walker(new FrameId(GATE, 1, 1), 1200));
    assertNotNull(stored("recording"));
  }

  private byte[] stored(String camera) {
    return driver.<String, byte[]>getKeyValueStore(TrackTopology.STORE).get(camera);
  }

  @Test
  void shouldKeepStateSmall() {
    for (int i = 0; i < 50; i++) {
      send(walker(new FrameId(GATE, 1, i), i));
    }
    byte[] state = stored("gate");
    assertTrue(state.length < 1200, () -> state.length + " bytes for one track");
  }

  private void send(PanopticFrame frame) {
    in.pipeInput(frame.id().camera(), StreamMessage.of(frame));
  }

  private List<TrackedFrame> frames() {
    List<TrackedFrame> frames = new ArrayList<>();
    for (StreamMessage<TrackedFrame> message : out.readValuesToList()) {
      message.map(frames::add, end -> false);
    }
    return frames;
  }

  private static long number(StreamMessage<TrackedFrame> message) {
    return message.map(frame -> frame.tracks().get(0).track().number(), end -> -1L);
  }

  /** One person who walks to the right, 10 frames a second. */
  private static PanopticFrame walker(FrameId id, int step) {
    return new Scenery(160, 120)
        .ellipse(2, Scenery.PERSON, 20 + 4 * step % 100, 30, 20, 50)
        .frame(id, step / 10.0);
  }
}
