package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameRateCapTest {

  @Test
  void shouldKeepEverythingWithoutALimit() {
    FrameRateCap cap = new FrameRateCap(0);
    assertTrue(cap.accepts(Instant.EPOCH));
    assertTrue(cap.accepts(Instant.EPOCH.plusNanos(1_000)));
  }

  @Test
  void shouldThinOutEvenly() {
    assertEquals(List.of(0, 2, 4, 6, 8), kept(10, 5, 10));
    assertEquals(List.of(0, 2, 5, 7, 10, 12), kept(25, 10, 14));
    assertEquals(List.of(0, 1, 2, 3, 4), kept(10, 10, 5));
    assertEquals(List.of(0, 1, 2, 3, 4), kept(10, 30, 5));
  }

  @Test
  void shouldNotBeFooledByRoundedTimes() {
    FrameRateCap cap = new FrameRateCap(30);
    int kept = 0;
    for (int i = 0; i < 300; i++) {
      kept += cap.accepts(Instant.EPOCH.plusNanos(1_000_000L * (i * 1_000 / 30))) ? 1 : 0;
    }
    assertEquals(300, kept);
  }

  @Test
  void shouldNotCatchUpAfterAPause() {
    FrameRateCap cap = new FrameRateCap(1);
    assertTrue(cap.accepts(Instant.EPOCH));
    assertTrue(cap.accepts(Instant.EPOCH.plusSeconds(60)));
    assertFalse(cap.accepts(Instant.EPOCH.plusMillis(60_100)));
  }

  private static List<Integer> kept(int framesPerSecond, double limit, int frames) {
    FrameRateCap cap = new FrameRateCap(limit);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      if (cap.accepts(Instant.EPOCH.plusNanos(1_000_000_000L * i / framesPerSecond))) {
        kept.add(i);
      }
    }
    return kept;
  }
}
