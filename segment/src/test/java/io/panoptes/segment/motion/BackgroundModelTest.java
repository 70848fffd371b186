package io.panoptes.segment.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BackgroundModelTest {

  private static final byte[] LEARN = {0};
  private static final byte[] FROZEN = {1};

  private final BackgroundModel model = new BackgroundModel(1, 4, true);

  private static byte[] pixel(int blue, int green, int red) {
    return new byte[] {(byte) blue, (byte) green, (byte) red};
  }

  private byte classify(byte[] bgr) {
    byte[] mask = new byte[1];
    model.classify(bgr, mask);
    return mask[0];
  }

  private void learn(byte[] bgr, int times) {
    for (int i = 0; i < times; i++) {
      model.learn(bgr, 0.01f, LEARN);
    }
  }

  @Test
  void shouldNotKnowWhatItHasNeverSeen() {
    assertEquals(BackgroundModel.UNKNOWN, classify(pixel(10, 20, 30)));
    model.learn(pixel(10, 20, 30), 0.5f, FROZEN);
    assertEquals(BackgroundModel.UNKNOWN, classify(pixel(10, 20, 30)));
  }

  @Test
  void shouldTellBackgroundForegroundAndShadow() {
    learn(pixel(120, 150, 180), 20);
    assertEquals(BackgroundModel.BACKGROUND, classify(pixel(122, 149, 183)));
    assertEquals(BackgroundModel.SHADOW, classify(pixel(84, 105, 126)));
    assertEquals(BackgroundModel.FOREGROUND, classify(pixel(40, 50, 60)));
    assertEquals(BackgroundModel.FOREGROUND, classify(pixel(180, 150, 120)));
    assertEquals(BackgroundModel.FOREGROUND, classify(pixel(180, 210, 240)));
  }

  @Test
  void shouldLearnASecondColourThatComesAndGoes() {
    for (int i = 0; i < 100; i++) {
      learn(i % 2 == 0 ? pixel(20, 90, 20) : pixel(200, 200, 200), 1);
    }
    assertEquals(BackgroundModel.BACKGROUND, classify(pixel(20, 90, 20)));
    assertEquals(BackgroundModel.BACKGROUND, classify(pixel(200, 200, 200)));
  }

  @Test
  void shouldForgetAFirstSightThatSoonGoesAway() {
    learn(pixel(200, 30, 30), 3);
    learn(pixel(100, 100, 100), 30);
    assertEquals(BackgroundModel.FOREGROUND, classify(pixel(200, 30, 30)));
    assertEquals(BackgroundModel.BACKGROUND, classify(pixel(100, 100, 100)));
  }

  @Test
  void shouldTakeWhatItIsTold() {
    learn(pixel(100, 100, 100), 50);
    model.replace(0, pixel(10, 200, 10));
    assertEquals(BackgroundModel.BACKGROUND, classify(pixel(10, 200, 10)));
    assertEquals(BackgroundModel.FOREGROUND, classify(pixel(100, 100, 100)));
    assertEquals(220 / 3f, model.brightness(0), 0.01f);
  }
}
