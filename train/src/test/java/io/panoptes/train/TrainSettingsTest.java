package io.panoptes.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.model.RuntimeOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainSettingsTest {

  private static TrainSettings settings(long steps, Duration time) {
    return new TrainSettings(
        1, 8, 0.004, 0.02, List.of(1f, 2f), steps, time, RuntimeOptions.cpu().withThreads(2));
  }

  @Test
  void shouldMeasureProgressInStepsOrInTime() {
    assertEquals(0.25, settings(400, Duration.ZERO).progress(100, 1e6));
    assertEquals(0.25, settings(0, Duration.ofSeconds(80)).progress(100, 20));
    assertEquals(1, settings(400, Duration.ZERO).progress(500, 0));
  }

  @Test
  void shouldWarmUpAndFallAlongACosine() {
    TrainSettings settings = settings(1000, Duration.ZERO);
    assertEquals(0.004 / 200, settings.learningRateAt(0, 0), 1e-12);
    assertEquals(0.002 * (0.01 + 0.99 * 0.99846), settings.learningRateAt(50, 0.025), 1e-8);
    assertEquals(0.004, settings.learningRateAt(199, 0), 1e-12);
    assertEquals(0.004 * (0.01 + 0.99 * 0.5), settings.learningRateAt(500, 0.5), 1e-12);
    assertEquals(0.00004, settings.learningRateAt(1000, 1), 1e-12);
  }

  @Test
  void shouldNeedOneEndOfTheRun() {
    String both =
        assertThrows(IllegalArgumentException.class, () -> settings(10, Duration.ofSeconds(1)))
            .getMessage();
    assertTrue(both.contains("one of them must end the run"), both);
    assertThrows(IllegalArgumentException.class, () -> settings(0, Duration.ZERO));
  }
}
