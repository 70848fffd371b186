package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigException;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.track.TrackerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PanoptesConfigTest {

  @Test
  void shouldHaveDefaultsForEverything() {
    PanoptesConfig config = parse("");
    assertEquals(List.of(), config.cameras());
    assertEquals(0, config.brokerPort());
    assertEquals(-1, config.metricsPort());
    assertEquals(List.of("segment", "track"), config.holdBack());
    assertEquals("street", config.otherSegmentation().segmenter());
    assertEquals(TrackerKind.PANOPTIC, config.otherTracking().tracker());
  }

  @Test
  void shouldReadEverySectionAndLetCamerasOverrideDefaults() {
    PanoptesConfig config =
        parse(
            """
            kafka: {topic-prefix: site, port: 19092}
            metrics: {port: 9464}
            ingest: {hold-back: [segment, record]}
            defaults:
              jpeg-quality: 70
              segmenter: none
            cameras:
              gate:
                source: rtsp://camera.example/stream
                jpeg-quality: 90
              yard:
                source: rtsp://camera.example/yard
                segmenter: motion
            """);
    assertEquals("site", config.kafka().topicPrefix());
    assertEquals(19_092, config.brokerPort());
    assertEquals(9_464, config.metricsPort());
    assertEquals(List.of("segment", "record"), config.holdBack());
    assertEquals(90, config.cameras().get(0).picture().jpegQuality());
    assertEquals(70, config.cameras().get(1).picture().jpegQuality());
    assertEquals("none", config.segmentation().get(new CameraId("gate")).segmenter());
    assertEquals("motion", config.segmentation().get(new CameraId("yard")).segmenter());
    assertEquals("none", config.otherSegmentation().segmenter());
  }

  @Test
  void shouldGiveCamerasThatAreTaughtTheirOwnNetwork() {
    PanoptesConfig config =
        parse(
            """
            distil: {folder: /srv/models, teacher: motion, cpu: 0.5}
            defaults: {distil: true}
            cameras:
              gate: {source: rtsp://camera.example/gate}
              yard: {source: rtsp://camera.example/yard, segmenter: fused:street+motion}
              road: {source: rtsp://camera.example/road, distil: false}
            """);

    assertEquals(Set.of(new CameraId("gate"), new CameraId("yard")), config.distilled());
    assertEquals("distilled:/srv/models/gate", segmenter(config, "gate"));
    assertEquals("fused:distilled:/srv/models/yard+motion", segmenter(config, "yard"));
    assertEquals("street", segmenter(config, "road"));
  }

  @Test
  void shouldRefuseToTeachWhatIsNoNetworkOfOurs() {
    ConfigException failure =
        assertThrows(
            ConfigException.class,
            () ->
                parse(
                    """
                    distil: {teacher: wisdom, frames: 20, least-frames: 30}
                    cameras:
                      gate: {source: rtsp://camera.example/gate, segmenter: motion, distil: true}
                    """));

    assertEquals(3, failure.problems().size(), failure.getMessage());
    assertTrue(failure.getMessage().contains("segmenter 'wisdom' is unknown"));
    assertTrue(failure.getMessage().contains("is 30; it must not be more than 'frames', 20"));
    assertTrue(failure.getMessage().contains("the camera has motion; write segmenter: street"));
  }

  private static String segmenter(PanoptesConfig config, String camera) {
    return config.segmentation().get(new CameraId(camera)).segmenter();
  }

  @Test
  void shouldReportAllProblemsWithLineAndSuggestion() {
    ConfigException failure =
        assertThrows(
            ConfigException.class,
            () ->
                parse(
                    """
                    cameras:
                      gate:
                        source: rtsp://camera.example/stream
                        jpeg-qualty: 90
                    metrics:
                      port: 99999
                    segmnt:
                      max-batch: 8
                    """));
    assertEquals(3, failure.problems().size(), failure.getMessage());
    assertTrue(failure.problems().get(0).startsWith("line 4: "), failure.getMessage());
    assertTrue(failure.problems().get(0).contains("did you mean 'jpeg-quality'?"));
    assertTrue(failure.problems().get(1).startsWith("line 6: "), failure.getMessage());
    assertTrue(failure.problems().get(1).contains("99999"));
    assertTrue(failure.problems().get(2).startsWith("line 7: "), failure.getMessage());
    assertTrue(failure.problems().get(2).contains("did you mean 'segment'?"));
  }

  @Test
  void shouldLetTheCommandLineWinOverTheFile() {
    CameraId gate = new CameraId("gate");
    PanoptesConfig config =
        PanoptesConfig.parse(
            "test",
            """
            cameras:
              gate:
                source: rtsp://camera.example/stream
                tracker: ocsort
                track: {min-hits: 7}
                zones:
                  door: {polygon: [[0, 0], [1, 0], [1, 1]]}
              yard:
                source: rtsp://camera.example/yard
            """,
            Map.of(
                gate,
                CameraOverride.recording("it's a file.mp4", "max").with("segmenter", "none")));
    assertEquals(1, config.cameras().size());
    assertEquals(gate, config.cameras().get(0).camera());
    assertEquals(Delivery.LOSSLESS, config.cameras().get(0).delivery());
    assertTrue(config.cameras().get(0).source().toString().contains("it's a file.mp4"));
    assertEquals("none", config.segmentation().get(gate).segmenter());
    assertEquals(TrackerKind.OCSORT, config.tracking().get(gate).tracker());
    assertEquals(7, config.tracking().get(gate).settings().minHits());
    assertEquals(3, config.otherTracking().settings().minHits());
    assertTrue(config.rules().get(gate).zones().containsKey("door"));
  }

  @Test
  void shouldHashTheText() {
    assertEquals(16, parse("").hash().length());
    assertEquals(parse("").hash(), parse("").hash());
    assertTrue(!parse("").hash().equals(parse("# a comment").hash()));
  }

  private static PanoptesConfig parse(String yaml) {
    return PanoptesConfig.parse("test", yaml, Map.of());
  }
}
