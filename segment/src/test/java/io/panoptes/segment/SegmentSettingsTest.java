package io.panoptes.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.segment.model.Device;
import io.panoptes.segment.model.RuntimeOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentSettingsTest {

  private static SegmentSettings read(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    SegmentSettings settings = SegmentSettings.read(document.root().mapping("segment"));
    document.finish();
    return settings;
  }

  @Test
  void shouldHaveDefaults() {
    SegmentSettings settings = read("");
    assertEquals(SegmentSettings.defaults(), settings);
    assertEquals(8, settings.maxBatch());
    assertEquals(Duration.ofMillis(20), settings.maxDelay());
    assertEquals(Duration.ofSeconds(2), settings.budget());
    assertEquals(32, settings.maxInFlight());
    assertEquals(Duration.ofMillis(100), settings.commitInterval());
    assertEquals(new RuntimeOptions(0, Device.CPU, 1), settings.runtime());
    assertEquals(Map.of(), settings.models());
  }

  @Test
  void shouldReadEveryKey() {
    assertEquals(
        new SegmentSettings(
            16,
            Duration.ofMillis(5),
            Duration.ofMillis(700),
            64,
            3,
            4,
            2,
            Duration.ofMillis(50),
            new RuntimeOptions(6, new Device(1), 0.5),
            Map.of("street", "tensorflow:/models/street", "yard", "model:models/yard")),
        read(
            """
            segment:
              max-batch: 16
              max-delay: 5ms
              budget: 700ms
              max-in-flight: 64
              decode-threads: 3
              run-threads: 4
              encode-threads: 2
              commit-interval: 50ms
              model-threads: 6
              device: gpu:1
              gpu-memory: 0.5
              models:
                street: tensorflow:/models/street
                yard: models/yard
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
                    segment:
                      max-batch: 0
                      max-delai: 5ms
                      budget: soon
                      device: cuda
                      gpu-memory: 2
                      models:
                        street: ""
                    """));
    assertEquals(6, error.problems().size());
    assertTrue(error.problems().get(0).contains("'segment.max-batch' is 0; a whole number from 1"));
    assertTrue(error.problems().get(1).contains("did you mean 'max-delay'?"));
    assertTrue(error.problems().get(2).contains("'segment.budget' is soon"));
    assertTrue(
        error
            .problems()
            .get(3)
            .contains("'segment.device' is cuda; allowed are cpu, gpu and gpu:0, gpu:1, ..."));
    assertTrue(error.problems().get(4).contains("'segment.gpu-memory' is 2; a number from 0.01"));
    assertTrue(error.problems().get(5).contains("'segment.models.street' is empty"));
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SegmentSettings(
                8,
                Duration.ZERO,
                Duration.ZERO,
                1,
                1,
                1,
                1,
                Duration.ZERO,
                RuntimeOptions.cpu(),
                Map.of()));
  }
}
