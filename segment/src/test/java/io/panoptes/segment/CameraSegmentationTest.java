package io.panoptes.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.classic.ClassicSettings;
import io.panoptes.segment.motion.MotionSettings;
import io.panoptes.segment.propagation.PropagationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraSegmentationTest {

  private static CameraSegmentation read(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    CameraSegmentation camera =
        CameraSegmentation.read(
            "gate", document.root().mapping("gate"), SegmentSettings.defaults());
    document.finish();
    return camera;
  }

  @Test
  void shouldHaveDefaults() {
    assertEquals(
        new CameraSegmentation(
            "street",
            List.of(),
            MotionSettings.defaults(),
            ClassicSettings.defaults(),
            PropagationSettings.defaults(),
            false,
            AppearanceSettings.defaults()),
        read(""));
    assertEquals(
        new PropagationSettings(1, 0.02, false, 6, 0.0005, Duration.ofSeconds(10)),
        PropagationSettings.defaults());
    assertEquals(
        new MotionSettings(
            288,
            4,
            0.0006,
            true,
            true,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            true,
            Duration.ofMillis(500)),
        MotionSettings.defaults());
  }

  @Test
  void shouldReadEveryKey() {
    assertEquals(
        new CameraSegmentation(
            "none",
            List.of(
                new SceneArea(
                    CategoryCatalog.STREET.get("road"),
                    new Polygon(List.of(new Point(0, 0.5), new Point(1, 0.5), new Point(0.5, 1))))),
            new MotionSettings(
                144,
                3.5,
                0.001,
                false,
                false,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                false,
                Duration.ofSeconds(1)),
            ClassicSettings.defaults(),
            new PropagationSettings(4, 0.1, true, 3.5, 0.01, Duration.ofMinutes(1)),
            true,
            new AppearanceSettings("none", 7)),
        read(
            """
            gate:
              camera-motion: true
              segmenter: none
              scene:
                - category: road
                  polygon: [[0, 0.5], [1, 0.5], [0.5, 1]]
              motion:
                working-height: 144
                threshold: 3.5
                min-area: 0.001
                shadows: false
                steady: false
                learning-time: 10s
                absorb-after: 5m
                people-detector: false
                detector-interval: 1s
              keyframe-every: 4
              keyframe-drift: 0.1
              still-gate: true
              still-level: 3.5
              still-area: 0.01
              still-for: 1m
              appearance: none
              appearance-most: 7
            """));
  }

  @Test
  void shouldReportEveryProblem() {
    ConfigException error =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    gate:
                      segmenter: moton
                      scene:
                        - category: raod
                          polygon: [[0, 0], [1, 0], [1, 1]]
                        - category: person
                          polygon: [[0, 0], [1, 0]]
                      motion:
                        threshold: 0
                      keyframe-every: 0
                      keyframe-drift: 2
                      still-gate: perhaps
                      still-level: 0
                      still-area: -1
                      still-for: 0s
                      appearance: /nowhere
                      appearance-most: 0
                    """));
    assertEquals(13, error.problems().size(), error.getMessage());
    assertTrue(error.problems().get(0).contains("segmenter 'moton' is unknown; allowed are none"));
    assertTrue(error.problems().get(1).contains("did you mean 'road'?"));
    assertTrue(error.problems().get(2).contains("is person; allowed are background, road"));
    assertTrue(error.problems().get(3).contains("a polygon needs at least 3"));
    assertTrue(error.problems().get(4).contains("'gate.motion.threshold' is 0"));
    assertTrue(error.problems().get(5).contains("'gate.keyframe-every' is 0"));
    assertTrue(error.problems().get(6).contains("'gate.keyframe-drift' is 2"));
    assertTrue(error.problems().get(7).contains("'gate.still-gate' is perhaps"));
    assertTrue(error.problems().get(8).contains("'gate.still-level' is 0"));
    assertTrue(error.problems().get(9).contains("'gate.still-area' is -1"));
    assertTrue(error.problems().get(10).contains("'gate.still-for' is 0s"));
    assertTrue(
        error
            .problems()
            .get(11)
            .contains(
                "appearance '/nowhere' cannot be had: there is no model manifest /nowhere;"
                    + " name a folder"),
        error.problems().get(11));
    assertTrue(error.problems().get(12).contains("'gate.appearance-most' is 0"));
  }
}
