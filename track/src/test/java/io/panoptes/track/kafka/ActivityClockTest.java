package io.panoptes.track.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ActivityClockTest {

  private static final long HOUR = 3_600_000;

  @Test
  void shouldRunWithStreamTime() {
    ActivityClock clock = new ActivityClock(0);
    clock.advance(1_000);
    clock.advance(4_000);
    clock.advance(4_000);
    assertEquals(3_000, clock.millis());
  }

  @Test
  void shouldNotCountLeaps() {
    ActivityClock clock = new ActivityClock(0);
    clock.advance(0);
    clock.advance(56 * 365 * 24 * HOUR);
    clock.advance(56 * 365 * 24 * HOUR + HOUR);
    assertEquals(HOUR, clock.millis());
  }

  @Test
  void shouldGoOnAfterARestartFromWhereItStood() {
    ActivityClock clock = new ActivityClock(5 * HOUR);
    clock.advance(1_000_000 * HOUR);
    assertEquals(5 * HOUR, clock.millis());
  }

  @Test
  void shouldNotRunBackwards() {
    ActivityClock clock = new ActivityClock(0);
    clock.advance(2_000);
    clock.advance(1_000);
    clock.advance(2_500);
    assertEquals(500, clock.millis());
  }
}
