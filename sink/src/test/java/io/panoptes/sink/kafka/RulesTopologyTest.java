package io.panoptes.sink.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleEngine;
import io.panoptes.sink.rules.RuleSettings;
import io.panoptes.sink.testing.Scenes;
import io.prometheus.client.CollectorRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTopologyTest {

  private static final KafkaSettings KAFKA =
      new KafkaSettings("nowhere:9092", "test", 4, 1, Map.of());
  private static final Topics TOPICS = KAFKA.topics();
  private static final CameraRules RULES =
      Scenes.rules(
          """
          zones:
            yard: {polygon: [[0.5, 0.2], [0.9, 0.2], [0.9, 0.8], [0.5, 0.8]]}
          lines:
            door: {from: [0.45, 1], to: [0.45, 0]}
          rules:
            - {kind: zone-entered, zone: yard}
            - {kind: line-crossed, line: door}
          """);

  @TempDir private Path stateDir;

  private final StageMetrics metrics =
      new StageMetrics(new StageMetrics.Metrics(new CollectorRegistry()), RulesStage.STAGE);
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> raw;
  private TestOutputTopic<CameraId, Alert> alerts;
  private TestOutputTopic<byte[], byte[]> letters;

  private Topology topology() {
    return RulesTopology.build(TOPICS, Map.of(Scenes.GATE, RULES), "cafe", metrics);
  }

  @BeforeEach
  void start() {
    Properties properties = RulesStage.properties(RuleSettings.DEFAULTS, KAFKA, stateDir);
    // The driver forgets what an open transaction has sent to the dead letters.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    driver = new TopologyTestDriver(topology(), properties);
    raw =
        driver.createInputTopic(
            TOPICS.trackedFrames().name(), new ByteArraySerializer(), new ByteArraySerializer());
    alerts =
        driver.createOutputTopic(
            TOPICS.alerts().name(),
            TOPICS.alerts().keySerde().deserializer(),
            TOPICS.alerts().valueSerde().deserializer());
    letters =
        driver.createOutputTopic(
            TOPICS.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private static byte[] key() {
    return "gate".getBytes(StandardCharsets.UTF_8);
  }

  private void send(StreamMessage<TrackedFrame> message) {
    raw.pipeInput(key(), TOPICS.trackedFrames().valueSerde().serializer().serialize("", message));
  }

  private void walkIn() {
    for (int i = 0; i < 8; i++) {
      send(StreamMessage.of(Scenes.frame(i, Scenes.person(1, 30 + 5 * i, 50))));
    }
  }

  @Test
  void shouldHaveTheTopologyThatIsWrittenDown() {
    assertEquals(
        """
        Topologies:
           Sub-topology: 0
            Source: tracked-frames (topics: [test.tracked-frames])
              --> rules
            Processor: rules (stores: [rules-state])
              --> alerts, dead-letters
              <-- tracked-frames
            Sink: alerts (topic: test.alerts)
              <-- rules
            Sink: dead-letters (topic: test.dead-letters)
              <-- rules

        """,
        topology().describe().toString());
  }

  @Test
  void shouldSendWhatTheRulesRaiseAtItsEventTime() {
    walkIn();
    send(StreamMessage.end(Scenes.end(1, 8)));
    List<TestRecord<CameraId, Alert>> records = alerts.readRecordsToList();
    RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "cafe");
    List<Alert> expected = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      expected.addAll(engine.onFrame(Scenes.frame(i, Scenes.person(1, 30 + 5 * i, 50))));
    }
    expected.addAll(engine.onEnd(Scenes.end(1, 8)));
    assertEquals(3, expected.size());
    assertEquals(expected, records.stream().map(TestRecord::value).toList());
    for (TestRecord<CameraId, Alert> record : records) {
      assertEquals(Scenes.GATE, record.key());
      assertEquals(record.value().at().toEpochMilli(), record.timestamp());
    }
    assertTrue(letters.isEmpty());
    assertEquals(8, metrics.counts().get(Scenes.GATE).processed());
  }

  @Test
  void shouldRepeatNothingWhenMessagesComeAgain() {
    walkIn();
    assertEquals(2, alerts.readValuesToList().size());
    walkIn();
    assertTrue(alerts.isEmpty());
  }

  @Test
  void shouldKeepTheMemoryOfEveryCameraInTheStore() {
    walkIn();
    KeyValueStore<CameraId, byte[]> store = driver.getKeyValueStore(RulesTopology.STATE);
    RuleEngine restored = RuleEngine.restore(Scenes.GATE, RULES, "cafe", store.get(Scenes.GATE));
    assertEquals(1, restored.onEnd(Scenes.end(1, 8)).size());
    assertNull(store.get(new CameraId("elsewhere")));
  }

  @Test
  void shouldSendWhatCannotBeReadToTheDeadLettersAndGoOn() {
    byte[] foreign = "{\"hello\": 1}".getBytes(StandardCharsets.UTF_8);
    raw.pipeInput(key(), foreign);
    raw.pipeInput(key(), new byte[0]);
    raw.pipeInput(key(), (byte[]) null);
    raw.pipeInput("not a camera!".getBytes(StandardCharsets.UTF_8), foreign);
    walkIn();
    List<TestRecord<byte[], byte[]>> dead = letters.readRecordsToList();
    assertEquals(4, dead.size());
    assertArrayEquals(foreign, dead.get(0).value());
    assertEquals("rules", DeadLetters.header(dead.get(0).headers(), DeadLetters.STAGE));
    assertEquals(
        "test.tracked-frames", DeadLetters.header(dead.get(0).headers(), DeadLetters.TOPIC));
    assertEquals("0", DeadLetters.header(dead.get(0).headers(), DeadLetters.OFFSET));
    assertTrue(
        DeadLetters.header(dead.get(1).headers(), DeadLetters.CAUSE).contains("0 bytes"),
        dead.get(1).toString());
    assertEquals(
        "message has no value; a tracked frame or an end of epoch is needed",
        DeadLetters.header(dead.get(2).headers(), DeadLetters.CAUSE));
    assertTrue(
        DeadLetters.header(dead.get(3).headers(), DeadLetters.CAUSE).contains("camera name"));
    assertEquals(2, alerts.readValuesToList().size());
  }

  @Test
  void shouldGiveSameBytesForSameFootage() {
    walkIn();
    List<byte[]> first = bytes();
    driver.close();
    start();
    walkIn();
    List<byte[]> second = bytes();
    assertEquals(2, first.size());
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i), second.get(i));
    }
  }

  private List<byte[]> bytes() {
    return alerts.readValuesToList().stream()
        .map(alert -> TOPICS.alerts().valueSerde().serializer().serialize("", alert))
        .toList();
  }

  @Test
  void shouldTakeStreamTimeFromTheMessage() {
    EventTime time = new EventTime();
    ConsumerRecord<Object, Object> frame =
        new ConsumerRecord<>("t", 0, 0, null, StreamMessage.of(Scenes.frame(3)));
    assertEquals(Scenes.at(3).toEpochMilli(), time.extract(frame, 5));
    ConsumerRecord<Object, Object> empty = new ConsumerRecord<>("t", 0, 0, null, null);
    assertEquals(5, time.extract(empty, 5));
    assertEquals(0, time.extract(empty, -1));
  }

  @Test
  void shouldRunExactlyOnceUnderItsOwnName() {
    Properties properties = RulesStage.properties(RuleSettings.DEFAULTS, KAFKA, stateDir);
    assertEquals("exactly_once_v2", properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    assertEquals("test.rules", properties.get(StreamsConfig.APPLICATION_ID_CONFIG));
    assertEquals(stateDir.toString(), properties.get(StreamsConfig.STATE_DIR_CONFIG));
  }
}
