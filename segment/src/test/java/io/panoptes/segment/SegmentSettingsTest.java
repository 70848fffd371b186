package io.panoptes.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
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
    assertEquals(0, settings.modelThreads());
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
            6,
            Map.of("street", "tensorflow:/models/street")),
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
              models:
                street: tensorflow:/models/street
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
                      models:
                        street: ""
                    """));
    assertEquals(4, error.problems().size());
    assertTrue(error.problems().get(0).contains("'segment.max-batch' is 0; a whole number from 1"));
    assertTrue(error.problems().get(1).contains("did you mean 'max-delay'?"));
    assertTrue(error.problems().get(2).contains("'segment.budget' is soon"));
    assertTrue(error.problems().get(3).contains("'segment.models.street' is empty"));
  }

  @Test
  void shouldRefuseSettingsThatMakeNoSense() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new SegmentSettings(
                8, Duration.ZERO, Duration.ZERO, 1, 1, 1, 1, Duration.ZERO, 0, Map.of()));
  }
}
