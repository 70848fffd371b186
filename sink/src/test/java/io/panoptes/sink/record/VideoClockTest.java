package io.panoptes.sink.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.frame.FrameId;
import io.panoptes.sink.testing.Scenes;
import org.junit.jupiter.api.Test;

class VideoClockTest {

  private final VideoClock clock = new VideoClock();

  private long at(long epoch, long sequence, long pts) {
    return clock.at(new FrameId(Scenes.GATE, epoch, sequence), pts);
  }

  @Test
  void shouldKeepTheDistancesOfTheStream() {
    assertEquals(0, at(1, 0, 5_000_000));
    assertEquals(33_366, at(1, 1, 5_033_366));
    assertEquals(533_366, at(1, 2, 5_533_366), "a dropped frame leaves its gap");
  }

  @Test
  void shouldAppendANewEpoch() {
    at(1, 0, 0);
    at(1, 1, 100_000);
    assertEquals(200_000, at(2, 0, 77));
    assertEquals(250_000, at(2, 1, 50_077));
  }

  @Test
  void shouldAlwaysGoForward() {
    assertEquals(0, at(1, 0, 0));
    assertEquals(1_000, at(1, 1, 0));
    assertEquals(2_000, at(1, 2, -500_000));
    assertEquals(60_002_000, at(1, 3, 3_600_000_000L), "a gap of an hour is a minute");
  }
}
