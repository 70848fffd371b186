package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.segment.versions.ModelVersions;
import io.panoptes.train.testing.UntrainedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A camera whose teacher insists that all it sees is grass: its network, the smallest there is and
 * untrained, comes to believe it while the pipeline runs, keeps it over a restart, and can be taken
 * back.
 */
final class LiveDistilIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private KafkaSettings kafka;

  @BeforeEach
  void nameTopics() {
    kafka = broker.kafka("test");
  }

  @Test
  void shouldSwapToWhatTheTeacherTaughtAndBack() throws IOException {
    ModelVersions versions = new ModelVersions(folder.resolve("models/gate"));
    UntrainedModel.write(folder.resolve("untrained"));
    versions.publish(folder.resolve("untrained"));
    try (TopicReader results = reader(kafka.topics().panopticFrames().name())) {
      try (Pipeline pipeline = pipeline(EnumSet.of(Stage.INGEST, Stage.SEGMENT, Stage.DISTIL))) {
        pipeline.start();
        results.until(PATIENCE, () -> "a result before it learns", () -> isSeen(results, "@1"));
        results.until(PATIENCE, () -> "a version taught", () -> isSeen(results, "@2"));
        assertEquals(List.of(), pipeline.failure().stream().toList());
      }
      List<PanopticFrame> frames = frames(results);
      double before = grass(frames.get(0));
      double after = grass(frames.get(frames.size() - 1));
      assertTrue(after > before + 0.2, "share of grass was %f and is %f".formatted(before, after));

      results.toEnd(PATIENCE);
      int known = frames(results).size();
      try (Pipeline pipeline = pipeline(EnumSet.of(Stage.INGEST, Stage.SEGMENT))) {
        pipeline.start();
        results.until(
            PATIENCE, () -> "a result after the restart", () -> frames(results).size() > known);
        assertTrue(
            frames(results).get(known).model().endsWith("@" + versions.current()),
            "the newest version is in use from the first frame on");
        versions.use(1);
        int restarted = frames(results).size();
        results.until(
            PATIENCE,
            () -> "rolled back",
            () -> frames(results).stream().skip(restarted).anyMatch(f -> f.model().endsWith("@1")));
      }
    }
    checkLabels();
  }

  private void checkLabels() {
    try (TopicReader labels = reader(kafka.topics().labelledFrames().name())) {
      labels.toEnd(PATIENCE);
      assertEquals(Set.of("gate"), labels.values().keySet());
      for (byte[] value : labels.values().get("gate")) {
        StreamMessage<LabelledFrame> message = WireFormat.LABELLED_FRAMES.decode(value);
        assertEquals("motion", message.map(frame -> frame.labels().model(), end -> ""));
      }
    }
  }

  private TopicReader reader(String topic) {
    return new TopicReader(kafka, topic, IsolationLevel.READ_COMMITTED);
  }

  private Pipeline pipeline(Set<Stage> stages) {
    String yaml =
        """
        segment: {model-threads: 1}
        distil:
          {teacher: motion, folder: "%s", cpu: 2, every: 0s, frames: 20, least-frames: 10, steps: 30}
        cameras:
          gate:
            source: "synthetic:street?frames=100000&width=320&height=192&fps=5&seed=1"
            delivery: live
            distil: true
            motion: {people-detector: false}
            scene: [{category: grass, polygon: [[0, 0], [1, 0], [1, 1], [0, 1]]}]
        """
            .formatted(folder.resolve("models"));
    return broker.pipeline(yaml, kafka, stages, "test");
  }

  private static boolean isSeen(TopicReader results, String version) {
    return frames(results).stream().anyMatch(frame -> frame.model().endsWith(version));
  }

  private static List<PanopticFrame> frames(TopicReader results) {
    List<PanopticFrame> frames = new ArrayList<>();
    for (byte[] value : results.values().getOrDefault("gate", List.of())) {
      WireFormat.PANOPTIC_FRAMES
          .decode(value)
          .map(
              frame -> {
                frames.add(frame);
                return null;
              },
              end -> null);
    }
    return frames;
  }

  private static double grass(PanopticFrame frame) {
    return frame.segments().stream()
            .filter(segment -> segment.category().name().equals("grass"))
            .mapToLong(Segment::areaPixels)
            .sum()
        / ((double) frame.width() * frame.height());
  }
}
