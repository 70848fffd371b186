package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceWatchdogTest {

  private final AtomicLong now = new AtomicLong(-5);
  private final SilenceWatchdog watchdog = new SilenceWatchdog(Duration.ofNanos(100), now::get);

  @Test
  void shouldBarkWhenTheSourceIsSilentForTooLong() {
    watchdog.waiting();
    now.addAndGet(100);
    assertFalse(watchdog.isSilent());
    now.addAndGet(1);
    assertTrue(watchdog.isSilent());
  }

  @Test
  void shouldBeCalmedByAUsablePicture() {
    watchdog.waiting();
    now.addAndGet(90);
    watchdog.answered(true);
    watchdog.waiting();
    now.addAndGet(90);

    assertFalse(watchdog.isSilent());
  }

  @Test
  void shouldNotBeCalmedByPicturesThatCannotBeUsed() {
    for (int i = 0; i < 3; i++) {
      watchdog.waiting();
      now.addAndGet(40);
      watchdog.answered(false);
    }

    assertTrue(watchdog.isSilent());
  }

  @Test
  void shouldNotBlameASourceThatIsBeingHeldBack() {
    watchdog.waiting();
    now.addAndGet(10);
    watchdog.answered(true);
    now.addAndGet(10_000);

    assertFalse(watchdog.isSilent());
    watchdog.waiting();
    assertFalse(watchdog.isSilent());
  }
}
