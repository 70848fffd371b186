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
            Set.of(Export.MOT)),
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
            Set.of(Export.MOTS, Export.KITTI_STEP)),
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
            """));
  }

  @Test
  void shouldWriteNothingWhenTheListIsEmpty() {
    assertEquals(Set.of(), read("exports: []").exports());
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
