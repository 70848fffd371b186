package io.panoptes.segment.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CameraShakeTest {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;

  /** Smooth waves of brightness, displaced. */
  private static byte[] view(double shiftX, double shiftY, Random noise) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double u = x - shiftX;
        double v = y - shiftY;
        double value =
            128 + 40 * Math.sin(u * 0.21 + v * 0.05) + 40 * Math.sin(v * 0.17 - u * 0.06);
        for (int channel = 0; channel < 3; channel++) {
          bgr[3 * (y * WIDTH + x) + channel] = (byte) (value + noise.nextInt(3) - 1);
        }
      }
    }
    return bgr;
  }

  private static BackgroundModel learnt(Random noise) {
    BackgroundModel background = new BackgroundModel(WIDTH * HEIGHT, 4, true);
    for (int i = 0; i < 10; i++) {
      background.learn(view(0, 0, noise), 0.1f, new byte[WIDTH * HEIGHT]);
    }
    return background;
  }

  @Test
  void shouldFindDisplacementsOfPartsOfAPixelAndOfMany() {
    Random noise = new Random(1);
    BackgroundModel background = learnt(noise);
    CameraShake shake = new CameraShake(WIDTH, HEIGHT);
    shake.steady(view(0, 0, noise), background);
    double[][] shifts = {{0.5, -0.25}, {2, 1}, {-3.5, 2.5}, {7, -6}, {-9, 8}};
    for (double[] shift : shifts) {
      byte[] steady = shake.steady(view(shift[0], shift[1], noise), background);
      assertEquals(shift[0], shake.shiftX(), 0.1);
      assertEquals(shift[1], shake.shiftY(), 0.1);
      byte[] still = view(0, 0, new Random(2));
      for (int y = 12; y < HEIGHT - 12; y++) {
        for (int x = 12; x < WIDTH - 12; x++) {
          int at = 3 * (y * WIDTH + x);
          int difference = Math.abs((steady[at] & 0xFF) - (still[at] & 0xFF));
          assertTrue(difference <= 5, difference + " at " + x + ", " + y);
        }
      }
    }
  }

  @Test
  void shouldLeaveASteadyPictureAlone() {
    Random noise = new Random(3);
    BackgroundModel background = learnt(noise);
    CameraShake shake = new CameraShake(WIDTH, HEIGHT);
    byte[] picture = view(0, 0, noise);
    assertSame(picture, shake.steady(picture, background));
    assertEquals(0, shake.shiftX());
    assertEquals(0, shake.shiftY());
  }

  @Test
  void shouldNotFollowAThingThatPasses() {
    Random noise = new Random(4);
    BackgroundModel background = learnt(noise);
    CameraShake shake = new CameraShake(WIDTH, HEIGHT);
    for (int left = 10; left < 70; left += 5) {
      byte[] picture = view(0, 0, noise);
      for (int y = 20; y < 70; y++) {
        for (int x = left; x < left + 30; x++) {
          picture[3 * (y * WIDTH + x)] = 10;
          picture[3 * (y * WIDTH + x) + 1] = 10;
          picture[3 * (y * WIDTH + x) + 2] = 10;
        }
      }
      assertSame(picture, shake.steady(picture, background), "block at " + left);
    }
  }

  @Test
  void shouldNotGuessWhereNothingHasTexture() {
    BackgroundModel background = new BackgroundModel(WIDTH * HEIGHT, 4, true);
    byte[] grey = new byte[3 * WIDTH * HEIGHT];
    java.util.Arrays.fill(grey, (byte) 100);
    background.learn(grey, 1, new byte[WIDTH * HEIGHT]);
    CameraShake shake = new CameraShake(WIDTH, HEIGHT);
    byte[] darker = new byte[3 * WIDTH * HEIGHT];
    java.util.Arrays.fill(darker, (byte) 60);
    assertSame(grey, shake.steady(grey, background));
    assertSame(darker, shake.steady(darker, background));
  }
}
