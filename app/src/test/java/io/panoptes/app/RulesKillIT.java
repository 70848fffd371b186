package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.TopicProvisioner;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.wire.AlertJson;
import io.panoptes.track.CameraTracker;
import io.panoptes.track.CameraTracking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The rules where processes die and cameras move: the alerts that they commit must be, byte for
 * byte, those of an undisturbed run, none missing and none twice. {@code -Dpanoptes.kills=20} kills
 * more often.
 */
final class RulesKillIT {

  private static final int KILLS = Integer.getInteger("panoptes.kills", 4);
  private static final long SEED = 11;

  /** Frames of each camera between two kills. */
  private static final int STEP = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final CameraId GATE = new CameraId("gate");
  private static final CameraId YARD = new CameraId("yard");
  private static final List<CameraId> CAMERAS = List.of(GATE, YARD);
  private static final int FRAMES = STEP * (KILLS + 1);

  private static final String YAML =
      """
      kafka: {topic-prefix: disturbed, partitions: 2}
      sink: {overlay: false, snapshots: false, rules: {commit-interval: 400ms, standby-replicas: 1}}
      defaults:
        zones:
          middle: {polygon: [[0.3, 0.2], [0.7, 0.2], [0.7, 1], [0.3, 1]]}
        lines:
          across: {from: [0.25, 0], to: [0.25, 1]}
          other: {from: [0.8, 0], to: [0.8, 1]}
        rules:
          - {kind: zone-entered, zone: middle, inertia: 100ms, cooldown: 1s}
          - {kind: line-crossed, line: across}
          - {kind: line-crossed, line: other}
          - {kind: loitering, zone: middle, for: 1s}
      cameras:
        gate: {source: "synthetic:people"}
        yard: {source: "synthetic:people"}
      """;

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private final Map<CameraId, List<StreamMessage<TrackedFrame>>> footage =
      Map.of(GATE, tracked(GATE, 1), YARD, tracked(YARD, 2));

  private KafkaSettings disturbed;
  private Cameras<TrackedFrame> cameras;

  private static List<StreamMessage<TrackedFrame>> tracked(CameraId camera, long seed) {
    CameraTracker tracker = CameraTracker.create(camera, CameraTracking.DEFAULTS);
    List<StreamMessage<TrackedFrame>> messages = new ArrayList<>();
    for (StreamMessage<PanopticFrame> message : CrossingWalkers.epoch(camera, seed, FRAMES)) {
      messages.add(
          message.map(
              frame -> StreamMessage.of(tracker.update(frame).orElseThrow()), StreamMessage::end));
    }
    return messages;
  }

  @BeforeEach
  void openTopics() {
    disturbed = broker.kafka("disturbed");
    TopicProvisioner.ensure(disturbed);
    cameras = new Cameras<>(disturbed, disturbed.topics().trackedFrames(), footage);
  }

  @AfterEach
  void closeCameras() {
    cameras.close();
  }

  @Test
  void shouldRaiseTheSameAlertsWhenItIsKilledAgainAndAgain() throws Exception {
    Map<String, List<byte[]>> expected = undisturbed();
    Path config = Files.writeString(broker.folder().resolve("panoptes.yaml"), YAML);
    Random random = new Random(SEED);
    String topic = disturbed.topics().alerts().name();
    try (TopicReader uncommitted =
            new TopicReader(disturbed, topic, IsolationLevel.READ_UNCOMMITTED);
        TopicReader committed = new TopicReader(disturbed, topic, IsolationLevel.READ_COMMITTED)) {
      int stateDir = 0;
      for (int life = 0; life <= KILLS; life++) {
        boolean isMovedToAnEmptyMachine = life % 2 == 1;
        stateDir += isMovedToAnEmptyMachine ? 1 : 0;
        try (StageProcess process = start(config, "state-" + stateDir, "life-" + life)) {
          uncommitted.toEnd(PATIENCE);
          int from = life * STEP;
          cameras.send(disturbed.topics().trackedFrames(), from, from + STEP);
          if (life < KILLS) {
            long before = uncommitted.count();
            int progress = 1 + random.nextInt(alerts(expected, from, from + STEP));
            process.until(
                uncommitted,
                PATIENCE,
                progress + " alerts further",
                () -> uncommitted.count() - before >= progress);
            process.kill();
          } else {
            cameras.send(disturbed.topics().trackedFrames(), FRAMES, FRAMES + 1);
            untilAllIsRead(disturbed, committed, process::output);
          }
        }
      }
      committed.toEnd(PATIENCE);
      uncommitted.toEnd(PATIENCE);
      TopicReader.assertSame(expected, committed.values());
      System.out.printf(
          "%d kills; %d of %d alerts taken back with their transactions%n",
          KILLS, uncommitted.count() - committed.count(), uncommitted.count());
    }
  }

  @Test
  void shouldRaiseTheSameAlertsWhenAnotherInstanceTakesOverFromAKilledOne() throws Exception {
    Map<String, List<byte[]>> expected = undisturbed();
    Path config = Files.writeString(broker.folder().resolve("panoptes.yaml"), YAML);
    String topic = disturbed.topics().alerts().name();
    try (TopicReader committed = new TopicReader(disturbed, topic, IsolationLevel.READ_COMMITTED);
        StageProcess first = start(config, "state-first", "first")) {
      cameras.send(disturbed.topics().trackedFrames(), 0, STEP);
      first.until(committed, PATIENCE, "begun", () -> committed.count() > 0);
      try (StageProcess second = start(config, "state-second", "second")) {
        cameras.send(disturbed.topics().trackedFrames(), STEP, 2 * STEP);
        int half = alerts(expected, 0, STEP) + alerts(expected, STEP, 2 * STEP) / 2;
        second.until(committed, PATIENCE, half + " alerts on", () -> committed.count() >= half);
        first.kill();
        cameras.send(disturbed.topics().trackedFrames(), 2 * STEP, FRAMES + 1);
        untilAllIsRead(disturbed, committed, second::output);
      }
      committed.toEnd(PATIENCE);
      TopicReader.assertSame(expected, committed.values());
    }
  }

  /** The alerts of an undisturbed run. */
  private Map<String, List<byte[]>> undisturbed() throws Exception {
    KafkaSettings kafka = broker.kafka("undisturbed");
    TopicProvisioner.ensure(kafka);
    try (Pipeline pipeline = broker.pipeline(YAML, kafka, EnumSet.of(Stage.SINK), "undisturbed")) {
      pipeline.start();
      cameras.send(kafka.topics().trackedFrames(), 0, FRAMES + 1);
      try (TopicReader committed =
          new TopicReader(kafka, kafka.topics().alerts().name(), IsolationLevel.READ_COMMITTED)) {
        untilAllIsRead(kafka, committed, () -> pipeline.failure().orElse("nothing"));
        committed.toEnd(PATIENCE);
        assertEquals(Set.of("gate", "yard"), committed.values().keySet());
        for (int from = 0; from < FRAMES; from += STEP) {
          int alerts = alerts(committed.values(), from, from + STEP);
          assertTrue(alerts >= 10, alerts + " alerts from frame " + from + " on are few");
        }
        return committed.values();
      }
    }
  }

  /** How many alerts the frames of both cameras raise. */
  private static int alerts(Map<String, List<byte[]>> values, int from, int to) {
    int alerts = 0;
    for (List<byte[]> camera : values.values()) {
      for (byte[] alert : camera) {
        long sequence = AlertJson.read(alert).evidence().frame().sequence();
        alerts += sequence >= from && sequence < to ? 1 : 0;
      }
    }
    return alerts;
  }

  /** Waits until the rules have committed that they have read everything. */
  private void untilAllIsRead(KafkaSettings kafka, TopicReader committed, Supplier<String> says)
      throws ExecutionException, InterruptedException {
    String topic = kafka.topics().trackedFrames().name();
    long sent = CAMERAS.size() * (FRAMES + 1L);
    try (Admin admin = Admin.create(kafka.client("test"))) {
      committed.until(
          PATIENCE,
          () -> "at both cameras' end, and the process says: " + says.get(),
          () -> read(admin, kafka.topics().group("rules"), topic) == sent);
    }
  }

  private static long read(Admin admin, String group, String topic) {
    long read = 0;
    try {
      for (Map.Entry<TopicPartition, OffsetAndMetadata> offset :
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet()) {
        read += offset.getKey().topic().equals(topic) ? offset.getValue().offset() : 0;
      }
      return read;
    } catch (ExecutionException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the broker was asked", e);
    }
  }

  private StageProcess start(Path config, String stateDir, String name) throws IOException {
    return StageProcess.start(
        broker.folder().resolve(name + ".log"),
        List.of(
            "sink",
            "--config",
            config.toString(),
            "--bootstrap-servers",
            broker.servers(),
            "--out",
            broker.folder().resolve("out-" + name).toString(),
            "--state-dir",
            broker.folder().resolve(stateDir).toString()));
  }
}
