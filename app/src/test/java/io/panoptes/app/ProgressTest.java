package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ProgressTest {

  @Test
  void shouldShowShareRateAndTimeLeft() {
    assertEquals(
        "[#######---------------------]  25%  200/800 frames, 50 frames/s, 0 dropped, 0:12 left",
        Progress.line(200, 800, 0, 4));
  }

  @Test
  void shouldCountWithoutAnEndWhenTheTotalIsUnknown() {
    assertEquals("30 frames, 15 frames/s, 2 dropped", Progress.line(30, -1, 2, 2));
  }

  @Test
  void shouldShowHoursOfLongRecordings() {
    assertEquals(
        "[----------------------------]   0%  10/72010 frames, 10 frames/s, 0 dropped, 2:00:00 left",
        Progress.line(10, 72_010, 0, 1));
  }

  @Test
  void shouldNotDivideByNothingAtTheStart() {
    assertEquals(
        "[----------------------------]   0%  0/100 frames, 0 frames/s, 0 dropped, starting",
        Progress.line(0, 100, 0, 0));
  }
}
