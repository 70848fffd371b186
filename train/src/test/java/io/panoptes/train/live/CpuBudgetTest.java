package io.panoptes.train.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CpuBudgetTest {

  private final AtomicLong clock = new AtomicLong(1_000_000);

  @Test
  void shouldPauseThreeTimesAsLongForAQuarter() {
    CpuBudget budget = new CpuBudget(0.25, clock::get);
    assertEquals(Duration.ZERO, budget.pause());

    work(budget, Duration.ofMillis(100), 1);

    assertEquals(Duration.ofMillis(300), budget.pause());
    clock.addAndGet(Duration.ofMillis(200).toNanos());
    assertEquals(Duration.ofMillis(100), budget.pause());
    clock.addAndGet(Duration.ofSeconds(5).toNanos());
    assertEquals(Duration.ZERO, budget.pause());
  }

  @Test
  void shouldNotPauseWhenTheWorkStaysBelowTheBudget() {
    CpuBudget budget = new CpuBudget(2, clock::get);

    work(budget, Duration.ofSeconds(1), 1.25);

    assertEquals(Duration.ZERO, budget.pause());
  }

  @Test
  void shouldAddUpThePausesOfWorkThatOverlaps() {
    CpuBudget budget = new CpuBudget(0.5, clock::get);
    long start = budget.now();
    clock.addAndGet(Duration.ofMillis(10).toNanos());

    budget.spent(start, 1);
    budget.spent(start, 1);

    assertEquals(Duration.ofMillis(20), budget.pause());
  }

  @Test
  void shouldKeepToItsShareInTheLongRun() {
    Random random = new Random(3);
    for (double share : new double[] {0.05, 0.25, 0.9, 1.7}) {
      CpuBudget budget = new CpuBudget(share, clock::get);
      long begin = clock.get();
      double used = 0;
      for (int i = 0; i < 1000; i++) {
        double busy = 1 + random.nextInt(3);
        Duration piece = Duration.ofMillis(1 + random.nextInt(50));
        work(budget, piece, busy);
        used += busy * piece.toNanos();
        clock.addAndGet(budget.pause().toNanos());
      }
      double average = used / (clock.get() - begin);
      assertEquals(share, average, share * 0.3, "processors used");
      assertTrue(average <= share + 1e-6, average + " of " + share);
    }
  }

  @Test
  void shouldNeedABudget() {
    assertThrows(IllegalArgumentException.class, () -> new CpuBudget(0, clock::get));
    assertThrows(IllegalArgumentException.class, () -> new CpuBudget(Double.NaN, clock::get));
  }

  private void work(CpuBudget budget, Duration time, double busy) {
    long start = budget.now();
    clock.addAndGet(time.toNanos());
    budget.spent(start, busy);
  }
}
