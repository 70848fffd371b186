package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.ingest.PlaybackSettings.Speed;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {

  private static final Instant START = Instant.EPOCH;

  private final AtomicLong now = new AtomicLong();
  private final StopSignal stop = new StopSignal();

  @Test
  void shouldNotWaitForFramesThatAreDue() throws InterruptedException {
    Pacer pacer = new Pacer(Speed.REAL_TIME, now::get, stop);
    assertTrue(pacer.await(START.plusSeconds(100)));
    now.set(2_000_000_000);

    assertTrue(pacer.await(START.plusSeconds(101)));
    assertTrue(pacer.await(START.plusSeconds(102)));
  }

  @Test
  void shouldWaitForFramesThatAreNotDueUntilStopped() throws InterruptedException {
    Pacer pacer = new Pacer(Speed.REAL_TIME, now::get, stop);
    assertTrue(pacer.await(START));
    stop.stop();

    assertFalse(pacer.await(START.plusSeconds(3_600)));
  }

  @Test
  void shouldNeverWaitAtFullSpeed() throws InterruptedException {
    Pacer pacer = new Pacer(Speed.MAX, now::get, stop);
    stop.stop();

    assertTrue(pacer.await(START));
    assertTrue(pacer.await(START.plusSeconds(3_600)));
  }
}
