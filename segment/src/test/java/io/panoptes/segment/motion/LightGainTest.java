package io.panoptes.segment.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LightGainTest {

  private static final int PIXELS = 4900;

  private final byte[] picture = new byte[3 * PIXELS];
  private final BackgroundModel background = new BackgroundModel(PIXELS, 4, true);
  private final LightGain light = new LightGain(PIXELS);

  @BeforeEach
  void learn() {
    Random random = new Random(5);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) (60 + random.nextInt(120));
    }
    for (int i = 0; i < 10; i++) {
      background.learn(picture, 0.1f, new byte[PIXELS]);
    }
  }

  @Test
  void shouldLeaveAPictureInTheSameLightAlone() {
    assertSame(picture, light.correct(picture, background));
  }

  @Test
  void shouldUndoADarkerExposureInSpiteOfABrightThing() {
    byte[] darker = picture.clone();
    for (int i = 0; i < darker.length; i++) {
      darker[i] = (byte) (i < darker.length / 4 ? 240 : (darker[i] & 0xFF) * 0.6);
    }
    byte[] corrected = light.correct(darker, background);
    for (int i = darker.length / 4; i < corrected.length; i++) {
      assertEquals(picture[i] & 0xFF, corrected[i] & 0xFF, 5, "byte " + i);
    }
  }
}
