package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.TopicProvisioner;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.WireFormat;
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
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The stage {@code track} where processes die and cameras move: what it commits must be, byte for
 * byte, what an undisturbed run commits. {@code -Dpanoptes.kills=20} kills more often.
 */
final class TrackerKillIT {

  private static final int KILLS = Integer.getInteger("panoptes.kills", 4);
  private static final long SEED = 7;

  /** Frames of each camera between two kills. */
  private static final int STEP = 60;

  /**
   * A killed process's cameras wait 10 s for another, its transactions up to 20 s for their end.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final CameraId GATE = new CameraId("gate");
  private static final CameraId YARD = new CameraId("yard");
  private static final List<CameraId> CAMERAS = List.of(GATE, YARD);
  private static final int FRAMES = STEP * (KILLS + 1);

  /** Commits so rarely that most kills hit a transaction that is open. */
  private static final String YAML =
      """
      kafka: {topic-prefix: disturbed, partitions: 2}
      track: {commit-interval: 400ms}
      cameras:
        gate: {source: "synthetic:people", tracker: panoptic}
        yard: {source: "synthetic:people", tracker: ocsort}
      """;

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private final Map<CameraId, List<StreamMessage<PanopticFrame>>> footage =
      Map.of(
          GATE, CrossingWalkers.epoch(GATE, 1, FRAMES),
          YARD, CrossingWalkers.epoch(YARD, 2, FRAMES));

  private KafkaSettings disturbed;
  private Cameras<PanopticFrame> cameras;

  @BeforeEach
  void openTopics() {
    disturbed = broker.kafka("disturbed");
    TopicProvisioner.ensure(disturbed);
    cameras = new Cameras<>(disturbed, disturbed.topics().panopticFrames(), footage);
  }

  @AfterEach
  void closeCameras() {
    cameras.close();
  }

  @Test
  void shouldCommitTheSameBytesWhenItIsKilledAgainAndAgain() throws IOException {
    Map<String, List<byte[]>> expected = undisturbed();
    Path config = Files.writeString(broker.folder().resolve("panoptes.yaml"), YAML);
    Random random = new Random(SEED);
    String topic = disturbed.topics().trackedFrames().name();
    try (TopicReader uncommitted =
            new TopicReader(disturbed, topic, IsolationLevel.READ_UNCOMMITTED);
        TopicReader committed = new TopicReader(disturbed, topic, IsolationLevel.READ_COMMITTED)) {
      int stateDir = 0;
      for (int life = 0; life <= KILLS; life++) {
        boolean isMovedToAnEmptyMachine = life % 2 == 1;
        stateDir += isMovedToAnEmptyMachine ? 1 : 0;
        try (StageProcess process =
            start(config, broker.folder().resolve("state-" + stateDir), life)) {
          uncommitted.toEnd(PATIENCE);
          cameras.send(disturbed.topics().panopticFrames(), life * STEP, (life + 1) * STEP);
          if (life < KILLS) {
            long before = uncommitted.count();
            int progress = 1 + random.nextInt(2 * STEP);
            process.until(
                uncommitted,
                PATIENCE,
                progress + " frames further",
                () -> uncommitted.count() - before >= progress);
            process.kill();
          } else {
            cameras.send(disturbed.topics().panopticFrames(), FRAMES, FRAMES + 1);
            untilBothHaveEnded(committed, process);
          }
        }
      }
      committed.toEnd(PATIENCE);
      uncommitted.toEnd(PATIENCE);
      TopicReader.assertSame(expected, committed.values());
      System.out.printf(
          "%d kills; %d messages taken back with their transactions%n",
          KILLS, uncommitted.count() - committed.count());
    }
  }

  @Test
  void shouldCommitTheSameBytesWhenCamerasMoveBetweenInstances() throws IOException {
    Map<String, List<byte[]>> expected = undisturbed();
    String topic = disturbed.topics().trackedFrames().name();
    try (TopicReader committed = new TopicReader(disturbed, topic, IsolationLevel.READ_COMMITTED);
        Pipeline second = pipeline(disturbed, "second")) {
      try (Pipeline first = pipeline(disturbed, "first")) {
        first.start();
        cameras.send(disturbed.topics().panopticFrames(), 0, STEP);
        committed.until(PATIENCE, () -> "begun", () -> committed.count() > 0);
        second.start();
        cameras.send(disturbed.topics().panopticFrames(), STEP, 2 * STEP);
        committed.until(
            PATIENCE, () -> "two steps on", () -> committed.count() >= 2L * CAMERAS.size() * STEP);
      }
      cameras.send(disturbed.topics().panopticFrames(), 2 * STEP, FRAMES + 1);
      untilBothHaveEnded(committed, second);
      committed.toEnd(PATIENCE);
      TopicReader.assertSame(expected, committed.values());
    }
  }

  @Test
  void shouldCommitTheSameBytesWhenAnotherInstanceTakesOverFromAKilledOne() throws IOException {
    Map<String, List<byte[]>> expected = undisturbed();
    Path config =
        Files.writeString(
            broker.folder().resolve("panoptes.yaml"),
            YAML.replace("400ms", "400ms, standby-replicas: 1"));
    String topic = disturbed.topics().trackedFrames().name();
    try (TopicReader committed = new TopicReader(disturbed, topic, IsolationLevel.READ_COMMITTED);
        StageProcess first = start(config, broker.folder().resolve("state-first"), 1)) {
      cameras.send(disturbed.topics().panopticFrames(), 0, STEP);
      first.until(committed, PATIENCE, "begun", () -> committed.count() > 0);
      try (StageProcess second = start(config, broker.folder().resolve("state-second"), 2)) {
        cameras.send(disturbed.topics().panopticFrames(), STEP, 2 * STEP);
        second.until(
            committed,
            PATIENCE,
            "two steps on",
            () -> committed.count() >= 2L * CAMERAS.size() * STEP - STEP / 2);
        first.kill();
        cameras.send(disturbed.topics().panopticFrames(), 2 * STEP, FRAMES + 1);
        untilBothHaveEnded(committed, second);
      }
      committed.toEnd(PATIENCE);
      TopicReader.assertSame(expected, committed.values());
    }
  }

  /** What the stage commits when nothing happens to it. */
  private Map<String, List<byte[]>> undisturbed() throws IOException {
    KafkaSettings kafka = broker.kafka("undisturbed");
    TopicProvisioner.ensure(kafka);
    String topic = kafka.topics().trackedFrames().name();
    try (Pipeline pipeline = pipeline(kafka, "undisturbed")) {
      pipeline.start();
      cameras.send(kafka.topics().panopticFrames(), 0, FRAMES + 1);
      try (TopicReader committed = new TopicReader(kafka, topic, IsolationLevel.READ_COMMITTED)) {
        untilBothHaveEnded(committed, pipeline);
        assertEquals(Set.of("gate", "yard"), committed.values().keySet());
        assertEquals(2L * (FRAMES + 1), committed.count());
        assertIdentitiesAreAtStake(committed.values().get("gate"));
        return committed.values();
      }
    }
  }

  /** Equal bytes say little where there is little to lose. */
  private static void assertIdentitiesAreAtStake(List<byte[]> messages) {
    long tracks =
        messages.stream()
            .mapToLong(
                message ->
                    WireFormat.TRACKED_FRAMES
                        .decode(message)
                        .map(frame -> frame.tracks().size(), end -> 0))
            .sum();
    assertTrue(tracks > 2L * FRAMES, tracks + " tracks in " + FRAMES + " frames");
  }

  private void untilBothHaveEnded(TopicReader committed, StageProcess process) {
    process.until(committed, PATIENCE, "at both cameras' end", () -> bothHaveEnded(committed));
  }

  private void untilBothHaveEnded(TopicReader committed, Pipeline pipeline) {
    committed.until(
        PATIENCE,
        () -> "at both cameras' end",
        () -> {
          assertEquals("", pipeline.failure().orElse(""));
          return bothHaveEnded(committed);
        });
  }

  private boolean bothHaveEnded(TopicReader committed) {
    return CAMERAS.stream()
        .allMatch(
            camera -> {
              List<byte[]> values = committed.values().getOrDefault(camera.value(), List.of());
              return !values.isEmpty() && isEnd(values.get(values.size() - 1));
            });
  }

  private static boolean isEnd(byte[] message) {
    return WireFormat.TRACKED_FRAMES.decode(message).map(frame -> false, end -> true);
  }

  private StageProcess start(Path config, Path stateDir, int life) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("track", "--config", config.toString()));
    arguments.addAll(List.of("--bootstrap-servers", broker.servers()));
    arguments.addAll(List.of("--state-dir", stateDir.toString()));
    return StageProcess.start(broker.folder().resolve("life-" + life + ".log"), arguments);
  }

  private Pipeline pipeline(KafkaSettings kafka, String name) {
    return broker.pipeline(YAML, kafka, EnumSet.of(Stage.TRACK), name);
  }
}
