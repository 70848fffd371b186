package io.panoptes.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {

  private static SinkSettings read(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    SinkSettings settings = SinkSettings.read(document.root());
    document.finish();
    return settings;
  }

  @Test
  void shouldHaveDefaults() {
    assertEquals(SinkSettings.DEFAULTS, read(""));
    assertEquals(
        new SinkSettings(
            true,
            SinkSettings.Codec.AUTO,
            0,
            true,
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            0.4,
            0.16,
            true,
            true,
            64L << 20,
            Set.of(Export.MOT),
            new OverlaySegments(Duration.ofMinutes(10), Duration.ZERO, 0)),
        SinkSettings.DEFAULTS);
  }

  @Test
  void shouldReadEveryKey() {
    assertEquals(
        new SinkSettings(
            false,
            SinkSettings.Codec.MPEG4,
            2_500_000,
            false,
            Duration.ZERO,
            Duration.ofSeconds(5),
            0.25,
            0,
            false,
            false,
            16L << 20,
            Set.of(Export.MOTS, Export.KITTI_STEP),
            new OverlaySegments(Duration.ofMinutes(5), Duration.ofDays(2), 3L << 30)),
        read(
            """
            overlay: false
            codec: mpeg4
            bitrate-kbps: 2500
            snapshots: false
            trail: 0s
            flash: 5s
            mask-opacity: 0.25
            stuff-opacity: 0
            legend: false
            header: false
            buffer-mebibytes: 16
            exports: [mots, kitti-step]
            overlay-segments: {length: 5m, keep: 2d, keep-mebibytes: 3072}
            """));
  }

  @Test
  void shouldWriteNothingWhenTheListIsEmpty() {
    assertEquals(Set.of(), read("exports: []").exports());
  }

  @Test
  void shouldNotKeepAPartOfWhatIsNeverCut() {
    ConfigException thrown =
        assertThrows(ConfigException.class, () -> read("overlay-segments: {length: 0s, keep: 1d}"));
    assertEquals(
        List.of(
            "line 1: 'overlay-segments' keeps only a part of the video but never cuts it; give a"
                + " length, such as 10m"),
        thrown.problems());
  }

  @Test
  void shouldReportProblems() {
    ConfigException thrown =
        assertThrows(
            ConfigException.class,
            () -> read("codec: h265\nmask-opacity: 2\noverlays: true\nexports: [mot, coco]\n"));
    assertEquals(
        List.of(
            "line 1: 'codec' is h265; allowed are auto, h264, mpeg4; did you mean 'h264'?",
            "line 2: 'mask-opacity' is 2; a number from 0.0 to 1.0 is allowed",
            "line 3: unknown key 'overlays'; did you mean 'overlay'?",
            "line 4: 'exports[1]' is coco; allowed are mot, mots, kitti-step, coco-video,"
                + " coco-panoptic"),
        thrown.problems());
  }
}
