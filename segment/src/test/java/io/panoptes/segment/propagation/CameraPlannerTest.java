package io.panoptes.segment.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.testing.PixelShift;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CameraPlannerTest {

  private static final int WIDTH = 64;
  private static final int HEIGHT = 64;

  private final Random random = new Random(5);
  private CameraPlanner planner;
  private final StringBuilder plans = new StringBuilder();

  private void open(int keyframeEvery, double drift, boolean stillGate, Duration stillFor) {
    planner =
        new CameraPlanner(
            new PropagationSettings(keyframeEvery, drift, stillGate, 6, 0.0005, stillFor),
            PixelShift::new);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  /** Letters: a segmented, a carried, a reused frame. */
  private void plan(long epoch, long sequence, Image image) {
    Plan plan =
        planner.plan(
            new Picture(
                new FrameId(new CameraId("gate"), epoch, sequence),
                Frames.START.plusMillis(100 * sequence),
                image));
    plans.append(plan instanceof Plan.Segment ? 'S' : plan instanceof Plan.Carry ? 'C' : 'R');
  }

  /** A fixed pattern, moved to the right. */
  private Image pattern(int seed, int shift, int noise) {
    byte[] bgr = new byte[Image.CHANNELS * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = (i % WIDTH - shift) >> 2;
      int y = i / WIDTH >> 2;
      int value = 40 + Math.floorMod(31 * x + 57 * y + seed * 13 + x * y * 7, 160);
      int level = value + (noise == 0 ? 0 : random.nextInt(2 * noise + 1) - noise);
      bgr[3 * i] = (byte) level;
      bgr[3 * i + 1] = (byte) level;
      bgr[3 * i + 2] = (byte) level;
    }
    return Image.of(WIDTH, HEIGHT, bgr);
  }

  @Test
  void shouldSegmentEveryFrameUnlessToldOtherwise() {
    open(1, 0.02, false, Duration.ofSeconds(10));
    for (int i = 0; i < 4; i++) {
      plan(1, i, pattern(1, 0, 0));
    }
    assertEquals("SSSS", plans.toString());
  }

  @Test
  void shouldCarryBetweenKeyFrames() {
    open(4, 0.1, false, Duration.ofSeconds(10));
    for (int i = 0; i < 9; i++) {
      plan(1, i, pattern(1, i, 0));
    }
    assertEquals("SCCCSCCCS", plans.toString());
  }

  @Test
  void shouldSegmentWhatFlowDoesNotExplain() {
    open(8, 0.1, false, Duration.ofSeconds(10));
    for (int i = 0; i < 5; i++) {
      plan(1, i, pattern(i < 3 ? 1 : 2, 0, 0));
    }
    assertEquals("SCCSC", plans.toString());
  }

  @Test
  void shouldSegmentTheFirstFrameOfAnEpochAndOfASize() {
    open(8, 1, false, Duration.ofSeconds(10));
    plan(1, 0, pattern(1, 0, 0));
    plan(1, 1, pattern(1, 0, 0));
    plan(2, 0, pattern(1, 0, 0));
    plan(2, 1, pattern(1, 0, 0));
    plan(2, 2, Image.allocate(32, 24));
    plan(2, 3, Image.allocate(32, 24));
    planner.restart();
    plan(2, 4, Image.allocate(32, 24));
    assertEquals("SCSCSCS", plans.toString());
  }

  @Test
  void shouldReuseWhatAStillSceneGaveInSpiteOfNoise() {
    open(1, 0.02, true, Duration.ofSeconds(10));
    for (int i = 0; i < 6; i++) {
      plan(1, i, pattern(1, i == 3 ? 1 : 0, 5));
    }
    assertEquals("SRRSSR", plans.toString());
  }

  @Test
  void shouldRefreshAStillSceneWhenItsResultIsTooOld() {
    open(1, 0.02, true, Duration.ofMillis(250));
    for (int i = 0; i < 8; i++) {
      plan(1, i, pattern(1, 0, 0));
    }
    assertEquals("SRRSRRSR", plans.toString());
  }

  @Test
  void shouldReplaceACarriedResultByASegmentedOneThoughTheSceneCameToRest() {
    open(3, 0.1, true, Duration.ofSeconds(10));
    for (int i = 0; i < 6; i++) {
      plan(1, i, pattern(1, Math.min(i, 1), 0));
    }
    assertEquals("SCRSRR", plans.toString());
  }
}
