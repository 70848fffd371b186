package io.panoptes.train.data;

import java.util.SplittableRandom;

/** Lays rain and shadows over a canvas. */
final class Weather {

  private Weather() {}

  /** A darker band with a soft edge across the picture, as of a pole, a tree or a house. */
  static void shadow(Canvas canvas, SplittableRandom random) {
    double angle = Math.PI * random.nextDouble();
    float cos = (float) Math.cos(angle);
    float sin = (float) Math.sin(angle);
    float middle =
        (float)
            (canvas.width() * random.nextDouble() * cos
                + canvas.height() * random.nextDouble() * sin);
    float half = (float) PictureSampler.between(6, canvas.width() / 2.0, random);
    float depth = 0.25f + 0.4f * (float) random.nextDouble();
    float soft = 2 + 10 * (float) random.nextDouble();
    float[] rgb = canvas.rgb();
    for (int y = 0, i = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++, i += 3) {
        float inside = half - Math.abs(x * cos + y * sin - middle);
        if (inside > 0) {
          float keep = 1 - depth * Math.min(1, inside / soft);
          rgb[i] *= keep;
          rgb[i + 1] *= keep;
          rgb[i + 2] *= keep;
        }
      }
    }
  }

  /** Bright, slanted streaks and a little haze. */
  static void rain(Canvas canvas, SplittableRandom random) {
    float haze = 0.2f * (float) random.nextDouble();
    float[] rgb = canvas.rgb();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] += haze * (170 - rgb[i]);
    }
    int streaks = canvas.width() * canvas.height() / 1600 * (1 + random.nextInt(6));
    double slant = 0.6 * (random.nextDouble() - 0.5);
    int longest = 8 + random.nextInt(20);
    float bright = 0.15f + 0.35f * (float) random.nextDouble();
    for (int n = 0; n < streaks; n++) {
      double x = canvas.width() * random.nextDouble();
      int y = random.nextInt(canvas.height());
      int length = 3 + random.nextInt(longest);
      for (int step = 0; step < length && y + step < canvas.height(); step++) {
        int column = (int) (x + slant * step);
        if (column < 0 || column >= canvas.width()) {
          break;
        }
        int i = 3 * ((y + step) * canvas.width() + column);
        for (int c = i; c < i + 3; c++) {
          rgb[c] += bright * (215 - rgb[c]);
        }
      }
    }
  }
}
