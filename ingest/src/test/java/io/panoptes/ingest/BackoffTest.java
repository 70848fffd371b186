package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {

  /** Never shortens a wait. */
  private static final RandomGenerator NO_JITTER = () -> 0;

  @Test
  void shouldDoubleUpToTheLongestWait() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10), NO_JITTER);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      seconds.add(backoff.next(Duration.ZERO).toSeconds());
    }

    assertEquals(List.of(1L, 2L, 4L, 8L, 10L, 10L), seconds);
  }

  @Test
  void shouldBeginAgainAfterAConnectionThatHeld() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), NO_JITTER);
    for (int i = 0; i < 4; i++) {
      backoff.next(Duration.ZERO);
    }

    assertEquals(Duration.ofSeconds(16), backoff.next(Duration.ofSeconds(2)));
    assertEquals(Duration.ofSeconds(1), backoff.next(Duration.ofSeconds(33)));
  }

  @Test
  void shouldShortenByUpToAHalf() {
    Backoff backoff = new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(4), new Random(3));
    Duration least = Duration.ofSeconds(4);
    Duration most = Duration.ZERO;
    for (int i = 0; i < 1_000; i++) {
      Duration wait = backoff.next(Duration.ZERO);
      least = wait.compareTo(least) < 0 ? wait : least;
      most = wait.compareTo(most) > 0 ? wait : most;
    }

    assertTrue(least.compareTo(Duration.ofSeconds(2)) >= 0, least.toString());
    assertTrue(least.compareTo(Duration.ofMillis(2_100)) < 0, least.toString());
    assertTrue(most.compareTo(Duration.ofSeconds(4)) <= 0, most.toString());
    assertTrue(most.compareTo(Duration.ofMillis(3_900)) > 0, most.toString());
  }

  @Test
  void shouldRefuseWaitsInTheWrongOrder() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), NO_JITTER));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), NO_JITTER));
  }
}
