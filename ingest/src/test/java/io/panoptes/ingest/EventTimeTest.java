package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTimeTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void shouldFollowTheCamerasClockFromTheFirstArrivalOn() {
    EventTime time = EventTime.ofCamera(10);

    assertEquals(NOON, time.next(5_000_000, NOON));
    assertEquals(NOON.plusMillis(100), time.next(5_100_000, NOON.plusMillis(130)));
    assertEquals(NOON.plusMillis(200), time.next(5_200_000, NOON.plusMillis(190)));
  }

  @Test
  void shouldBridgeABackwardLeapByTheTimeThatPassed() {
    EventTime time = EventTime.ofCamera(10);
    time.next(5_000_000, NOON);

    assertEquals(NOON.plusMillis(120), time.next(0, NOON.plusMillis(120)));
    assertEquals(NOON.plusMillis(220), time.next(100_000, NOON.plusMillis(240)));
  }

  @Test
  void shouldBridgeAForwardLeapOfACamera() {
    EventTime time = EventTime.ofCamera(10);
    time.next(0, NOON);

    assertEquals(NOON.plusMillis(100), time.next(3_600_000_000L, NOON.plusMillis(100)));
  }

  @Test
  void shouldBelieveAPauseThatReallyWasOne() {
    EventTime time = EventTime.ofCamera(10);
    time.next(0, NOON);

    assertEquals(NOON.plusSeconds(60), time.next(60_000_000, NOON.plusSeconds(59)));
  }

  @Test
  void shouldBridgeAMissingTimeByTheNominalOneAndThenBeRightAgain() {
    EventTime time = EventTime.ofCamera(10);
    time.next(Picture.NO_PTS, NOON);

    assertEquals(NOON.plusMillis(100), time.next(66_000, NOON.plusMillis(3)));
    assertEquals(NOON.plusMillis(200), time.next(Picture.NO_PTS, NOON.plusMillis(4)));
    assertEquals(NOON.plusMillis(334), time.next(300_000, NOON.plusMillis(400)));
  }

  @Test
  void shouldUseTheArrivalWhenTheCameraHasNoClock() {
    EventTime time = EventTime.ofCamera(0);
    time.next(Picture.NO_PTS, NOON);

    assertEquals(NOON.plusMillis(70), time.next(Picture.NO_PTS, NOON.plusMillis(70)));
  }

  @Test
  void shouldGrowEvenWhenTheWallClockIsSetBack() {
    EventTime time = EventTime.ofCamera(0);
    time.next(Picture.NO_PTS, NOON);

    assertEquals(NOON.plusNanos(1_000), time.next(Picture.NO_PTS, NOON.minusSeconds(9)));
  }

  @Test
  void shouldNotLookAtTheWallClockForARecording() {
    EventTime time = EventTime.ofRecording(Instant.EPOCH, 25);

    assertEquals(Instant.EPOCH, time.next(80_000, NOON));
    assertEquals(Instant.EPOCH.plusMillis(40), time.next(120_000, NOON.plusSeconds(7)));
    assertEquals(Instant.EPOCH.plusMillis(80), time.next(Picture.NO_PTS, NOON));
    assertEquals(Instant.EPOCH.plusMillis(120), time.next(90_000, NOON));
    assertEquals(Instant.EPOCH.plusMillis(160), time.next(90_000, NOON));
  }

  @Test
  void shouldKeepTheGapsOfAMotionTriggeredRecording() {
    EventTime time = EventTime.ofRecording(NOON, 25);
    time.next(0, NOON);

    assertEquals(NOON.plusSeconds(300), time.next(300_000_000, NOON));
  }

  @Test
  void shouldAlwaysGrow() {
    Random random = new Random(5);
    for (EventTime time :
        new EventTime[] {EventTime.ofCamera(30), EventTime.ofRecording(NOON, 30)}) {
      Instant previous = Instant.MIN;
      for (int i = 0; i < 10_000; i++) {
        long pts = random.nextInt(10) == 0 ? Picture.NO_PTS : random.nextLong() >> 20;
        Instant next = time.next(pts, NOON.plusMillis(random.nextInt(100_000)));
        assertTrue(next.isAfter(previous), next + " after " + previous);
        previous = next;
      }
    }
  }
}
