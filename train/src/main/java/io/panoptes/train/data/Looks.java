package io.panoptes.train.data;

import java.util.SplittableRandom;

/** Changes what a canvas looks like and never what it shows. */
final class Looks {

  private Looks() {}

  static void change(Canvas canvas, Augmentation augmentation, SplittableRandom random) {
    if (random.nextDouble() < augmentation.weatherRate()) {
      Weather.shadow(canvas, random);
    }
    Light light = random.nextDouble() < augmentation.lightRate() ? Light.random(random) : null;
    if (light != null) {
      light.apply(canvas.rgb());
    }
    if (random.nextDouble() < augmentation.weatherRate()) {
      Weather.rain(canvas, random);
    }
    boolean camera = random.nextDouble() < augmentation.cameraRate();
    if (camera) {
      Camera.blur(canvas, 1 + random.nextInt(2));
    }
    if (light != null) {
      Camera.noise(canvas.rgb(), light.noise(), random.nextLong());
    }
    if (camera && random.nextBoolean()) {
      Camera.compress(canvas, 0.15f + 0.5f * (float) random.nextDouble());
    }
    clip(canvas.rgb());
  }

  private static void clip(float[] rgb) {
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = Math.max(0, Math.min(255, rgb[i]));
    }
  }
}
