package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.Image;
import io.panoptes.segment.propagation.FlowEngine;
import java.util.Random;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;

class DisFlowTest {

  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  /** Smooth waves, moved. */
  private static byte[] waves(int right, int down) {
    byte[] grey = new byte[WIDTH * HEIGHT];
    for (int y = 0, i = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++, i++) {
        double u = (x - right) / 5.0;
        double v = (y - down) / 4.0;
        grey[i] = (byte) (128 + 50 * Math.sin(u) * Math.cos(v) + 40 * Math.sin(0.31 * u * v));
      }
    }
    return grey;
  }

  @Test
  void shouldFindWhereEachPixelWas() {
    try (DisFlow engine = new DisFlow(WIDTH, HEIGHT)) {
      float[] flow = new float[2 * WIDTH * HEIGHT];
      engine.flow(waves(3, 1), waves(0, 0), flow);
      int right = 0;
      for (int y = 12; y < HEIGHT - 12; y++) {
        for (int x = 12; x < WIDTH - 12; x++) {
          int i = 2 * (y * WIDTH + x);
          right += Math.abs(flow[i] + 3) < 1 && Math.abs(flow[i + 1] + 1) < 1 ? 1 : 0;
        }
      }
      double share = right / (double) ((HEIGHT - 24) * (WIDTH - 24));
      assertTrue(share > 0.9, () -> "right to a pixel in " + share);
    }
  }

  @Test
  void shouldGiveTheSameFlowOnAnyNumberOfThreads() {
    int before = opencv_core.getNumThreads();
    float[] one = new float[2 * WIDTH * HEIGHT];
    float[] many = new float[2 * WIDTH * HEIGHT];
    try (DisFlow engine = new DisFlow(WIDTH, HEIGHT)) {
      opencv_core.setNumThreads(1);
      engine.flow(waves(3, 1), waves(0, 0), one);
      opencv_core.setNumThreads(5);
      engine.flow(waves(3, 1), waves(0, 0), many);
    } finally {
      opencv_core.setNumThreads(before);
    }
    assertArrayEquals(one, many);
  }

  @Test
  void shouldRefuseSizesThatOpenCvCannotTake() {
    assertThrows(IllegalArgumentException.class, () -> new DisFlow(63, 64));
    assertThrows(IllegalArgumentException.class, () -> new DisFlow(64, 63));
  }

  @Test
  void shouldStandAnyPicturesOfTheLeastSizeAndLarger() {
    Random random = new Random(1);
    for (int n = 0; n < 30; n++) {
      int width = FlowEngine.LEAST_SIDE + random.nextInt(60);
      int height = FlowEngine.LEAST_SIDE + random.nextInt(60);
      byte[] one = new byte[width * height];
      byte[] other = new byte[width * height];
      float[] flow = new float[2 * width * height];
      random.nextBytes(one);
      random.nextBytes(other);
      try (DisFlow engine = new DisFlow(width, height)) {
        engine.flow(one, other, flow);
      }
      for (float each : flow) {
        assertTrue(Math.abs(each) < 1000, () -> "flow " + each);
      }
    }
  }

  @Test
  void shouldShrinkToGrey() {
    byte[] bgr = new byte[Image.CHANNELS * 128 * 128];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = 10;
      bgr[i + 1] = (byte) 200;
      bgr[i + 2] = 30;
    }
    try (DisFlow engine = new DisFlow(64, 64)) {
      byte[] grey = engine.grey(Image.of(128, 128, bgr));
      assertEquals(64 * 64, grey.length);
      assertEquals(Math.round(0.114 * 10 + 0.587 * 200 + 0.299 * 30), grey[500] & 0xFF);
    }
  }
}
