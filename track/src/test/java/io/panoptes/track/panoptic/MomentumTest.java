package io.panoptes.track.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import org.junit.jupiter.api.Test;

class MomentumTest {

  @Test
  void shouldKnowStraightOnFromStraightBackAtAnyFrameRate() {
    for (double period : new double[] {0.02, 0.1, 0.5}) {
      Momentum momentum = new Momentum();
      double now = 0;
      for (int i = 0; now < 2; i++) {
        now = i * period;
        momentum.observe(now, box(60 * now, 0));
      }
      double next = now + period;
      assertEquals(0.5, momentum.agreement(next, box(60 * now + 60, 0), 2), 0.01);
      assertEquals(-0.5, momentum.agreement(next, box(60 * now - 60, 0), 2), 0.01);
      assertTrue(Math.abs(momentum.agreement(next, box(60 * (now - 0.3), 400), 2)) < 0.1);
    }
  }

  @Test
  void shouldHaveNoOpinionWithoutMovement() {
    Momentum momentum = new Momentum();
    assertEquals(0, momentum.agreement(0, box(10, 0), 2));
    momentum.observe(0, box(0, 0));
    assertEquals(0, momentum.agreement(1, box(10, 0), 2));
    momentum.observe(1, box(1, 0));
    assertEquals(0, momentum.agreement(2, box(50, 0), 2), "one pixel is jitter");
  }

  private static Box box(double x, double y) {
    return Box.ofSize(x, y, 20, 50);
  }
}
