package io.panoptes.track.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import org.junit.jupiter.api.Test;

class BoxMotionTest {

  private static final Box START = Box.ofSize(100, 100, 20, 50);

  @Test
  void shouldLearnTheVelocityWhateverTheFrameRate() {
    for (double period : new double[] {0.04, 0.1, 0.5}) {
      BoxMotion motion = new BoxMotion(START);
      for (int i = 1; i * period <= 4; i++) {
        motion.predict(period);
        motion.update(START.translate(30 * i * period, -10 * i * period));
      }
      assertEquals(30, motion.velocityX(), 0.5, () -> "at " + period);
      assertEquals(-10, motion.velocityY(), 0.5, () -> "at " + period);
    }
  }

  @Test
  void shouldPredictAlongARealGap() {
    BoxMotion motion = moving();
    motion.predict(1.5);
    assertEquals(110 + 40 * 3.5, motion.box().centre().x(), 2);
    assertTrue(motion.uncertainty() > 5);
  }

  @Test
  void shouldKeepItsSizeWhileUnseen() {
    BoxMotion motion = new BoxMotion(START);
    for (int i = 1; i <= 10; i++) {
      motion.predict(0.1);
      motion.update(Box.ofSize(100, 100, 20 + 2 * i, 50 + 5 * i));
    }
    motion.predict(0.1);
    motion.predict(0.1);
    double width = motion.box().width();
    for (int i = 0; i < 20; i++) {
      motion.predict(0.1);
    }
    assertEquals(width, motion.box().width(), 1e-9);
  }

  @Test
  void shouldForgetWhatItSupposedInAGap() {
    BoxMotion motion = moving();
    for (int i = 0; i < 10; i++) {
      motion.predict(0.1);
    }
    // It stopped as soon as it was out of sight.
    Box found = START.translate(40 * 2.1, 0);
    motion.update(found);
    assertEquals(found.centre().x(), motion.box().centre().x(), 1.5);
    assertEquals(0, motion.velocityX(), 8, "the gap's straight line says so");
  }

  @Test
  void shouldTrustAnUnseenPathLessThanASeenOne() {
    BoxMotion seen = moving();
    BoxMotion unseen = moving();
    for (int i = 0; i < 10; i++) {
      seen.predict(0.1);
      seen.update(START.translate(40 * (2 + 0.1 * (i + 1)), 0));
      unseen.predict(0.1);
    }
    assertTrue(unseen.uncertainty() > 3 * seen.uncertainty());
  }

  @Test
  void shouldNeverHaveABoxWithoutExtent() {
    BoxMotion motion = new BoxMotion(Box.ofSize(10, 10, 1, 1));
    for (int i = 0; i < 20; i++) {
      motion.predict(0.1);
      motion.update(Box.ofSize(10, 10, 0.1, 0.1));
    }
    motion.predict(10);
    assertTrue(motion.box().width() >= 2 && motion.box().height() >= 2);
  }

  /** 40 pixels a second to the right, seen for two seconds. */
  private static BoxMotion moving() {
    BoxMotion motion = new BoxMotion(START);
    for (int i = 1; i <= 20; i++) {
      motion.predict(0.1);
      motion.update(START.translate(4 * i, 0));
    }
    return motion;
  }
}
