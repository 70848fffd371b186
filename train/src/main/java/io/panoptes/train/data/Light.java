package io.panoptes.train.data;

import java.util.SplittableRandom;

/**
 * A change of light and colour.
 *
 * @param gamma above 1 darkens the middle tones
 * @param gain by which values are multiplied
 * @param bias that is added, of 255
 * @param red gain of one channel alone
 * @param blue gain of one channel alone
 * @param saturation 0 is grey, 1 as it was
 * @param noise of the camera, standard deviation of 255
 */
record Light(
    double gamma,
    double gain,
    double bias,
    double red,
    double blue,
    double saturation,
    double noise) {

  private static final int STEPS = 1024;
  private static final float RED_SHARE = 0.299f;
  private static final float GREEN_SHARE = 0.587f;
  private static final float BLUE_SHARE = 0.114f;

  static Light random(SplittableRandom random) {
    boolean night = random.nextInt(10) == 0;
    boolean grey = random.nextInt(12) == 0;
    double gain = 0.75 + 0.5 * random.nextDouble();
    double saturation = grey ? 0.15 * random.nextDouble() : 0.55 + 0.8 * random.nextDouble();
    double noise = random.nextInt(3) == 0 ? 10 * random.nextDouble() : 1;
    double warmth = night ? 0.3 : 0.15;
    return new Light(
        Math.exp(0.8 * (random.nextDouble() - 0.5)) * (night ? 1.3 : 1),
        night ? gain * (0.3 + 0.35 * random.nextDouble()) : gain,
        night ? 0 : 40 * (random.nextDouble() - 0.5),
        1 + 2 * warmth * (random.nextDouble() - 0.5),
        1 + 2 * warmth * (random.nextDouble() - 0.5),
        night ? 0.5 * saturation : saturation,
        night ? noise + 3 + 6 * random.nextDouble() : noise);
  }

  void apply(float[] rgb) {
    float[] curve = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      curve[i] = (float) (255 * gain * Math.pow((double) i / STEPS, gamma) + bias);
    }
    float steps = STEPS / 255f;
    float keep = (float) saturation;
    for (int i = 0; i < rgb.length; i += 3) {
      float r = curve[index(rgb[i] * steps)] * (float) red;
      float g = curve[index(rgb[i + 1] * steps)];
      float b = curve[index(rgb[i + 2] * steps)] * (float) blue;
      float grey = (RED_SHARE * r + GREEN_SHARE * g + BLUE_SHARE * b) * (1 - keep);
      rgb[i] = grey + keep * r;
      rgb[i + 1] = grey + keep * g;
      rgb[i + 2] = grey + keep * b;
    }
  }

  private static int index(float value) {
    return (int) Math.max(0, Math.min(STEPS, value + 0.5f));
  }
}
