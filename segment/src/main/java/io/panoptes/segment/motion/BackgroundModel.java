package io.panoptes.segment.motion;

import java.util.Arrays;

/**
 * What each pixel of a fixed camera looks like when nothing passes: a mixture of up to three
 * colours a pixel, after Stauffer and Grimson (1999) and Zivkovic (2004), with the shadow test of
 * Prati et al. (2003) in the colour-distortion form. Unlike the usual implementations it learns
 * nothing under things that are known to be there, begins fast pixel by pixel, and can be told that
 * a place has changed for good. Not safe for threads.
 */
public final class BackgroundModel {

  /** Mask value: the pixel looks like the background. */
  public static final byte BACKGROUND = 0;

  /** Mask value: the pixel is a darker version of the background. */
  public static final byte SHADOW = 127;

  /** Mask value: the pixel is something else. */
  public static final byte FOREGROUND = (byte) 255;

  /** Mask value: what is behind the pixel was never seen. */
  public static final byte UNKNOWN = 64;

  private static final int MODES = 3;
  private static final int FIELDS = 5;
  private static final int STRIDE = MODES * FIELDS;
  private static final float WEIGHT_OF_BACKGROUND = 0.8f;
  private static final float INITIAL_VARIANCE = 90;
  private static final float MIN_VARIANCE = 24;
  private static final float MAX_VARIANCE = 375;
  private static final float SHADOW_DARKEST = 0.6f;
  private static final float FASTEST = 0.2f;

  private final int pixels;
  private final float threshold;
  private final boolean shadows;

  /** For each pixel its modes by falling weight: weight, blue, green, red, variance. */
  private final float[] modes;

  /** How often each pixel has learnt, up to 255. */
  private final byte[] learnt;

  /**
   * @param threshold standard deviations that make foreground
   */
  public BackgroundModel(int pixels, double threshold, boolean shadows) {
    this.pixels = pixels;
    this.threshold = (float) (threshold * threshold);
    this.shadows = shadows;
    this.modes = new float[pixels * STRIDE];
    this.learnt = new byte[pixels];
  }

  /**
   * Compares a picture with the background.
   *
   * @param bgr three bytes a pixel
   * @param mask filled with {@link #BACKGROUND}, {@link #SHADOW}, {@link #FOREGROUND} and {@link
   *     #UNKNOWN}
   */
  public void classify(byte[] bgr, byte[] mask) {
    for (int i = 0; i < pixels; i++) {
      if (learnt[i] == 0) {
        mask[i] = UNKNOWN;
      } else {
        mask[i] =
            classify(i * STRIDE, bgr[3 * i] & 0xFF, bgr[3 * i + 1] & 0xFF, bgr[3 * i + 2] & 0xFF);
      }
    }
  }

  /**
   * Learns from a picture.
   *
   * @param bgr three bytes a pixel
   * @param rate share of the new picture in the background, 0 to 1
   * @param frozen not 0 where nothing is learnt
   */
  public void learn(byte[] bgr, float rate, byte[] frozen) {
    for (int i = 0; i < pixels; i++) {
      if (frozen[i] == 0) {
        int times = learnt[i] & 0xFF;
        float first = Math.min(1f / (times + 1), times == 0 ? 1 : FASTEST);
        learn(
            i * STRIDE,
            bgr[3 * i] & 0xFF,
            bgr[3 * i + 1] & 0xFF,
            bgr[3 * i + 2] & 0xFF,
            Math.max(rate, first));
        if (times < 255) {
          learnt[i]++;
        }
      }
    }
  }

  private byte classify(int at, float b, float g, float r) {
    float before = 0;
    for (int m = at; m < at + STRIDE && modes[m] > 0 && before < WEIGHT_OF_BACKGROUND; ) {
      float db = b - modes[m + 1];
      float dg = g - modes[m + 2];
      float dr = r - modes[m + 3];
      if (db * db + dg * dg + dr * dr < threshold * modes[m + 4]) {
        return BACKGROUND;
      }
      before += modes[m];
      m += FIELDS;
    }
    if (shadows) {
      before = 0;
      for (int m = at; m < at + STRIDE && modes[m] > 0 && before < WEIGHT_OF_BACKGROUND; ) {
        if (isShadow(m, b, g, r)) {
          return SHADOW;
        }
        before += modes[m];
        m += FIELDS;
      }
    }
    return FOREGROUND;
  }

  private boolean isShadow(int m, float b, float g, float r) {
    float mb = modes[m + 1];
    float mg = modes[m + 2];
    float mr = modes[m + 3];
    float norm = mb * mb + mg * mg + mr * mr;
    float ratio = (b * mb + g * mg + r * mr) / Math.max(1, norm);
    if (ratio < SHADOW_DARKEST || ratio > 1) {
      return false;
    }
    float db = b - ratio * mb;
    float dg = g - ratio * mg;
    float dr = r - ratio * mr;
    return db * db + dg * dg + dr * dr < threshold * 0.5f * modes[m + 4] * ratio * ratio;
  }

  private void learn(int at, float b, float g, float r, float rate) {
    int matched = -1;
    float total = 0;
    for (int m = at; m < at + STRIDE && modes[m] > 0; m += FIELDS) {
      modes[m] *= 1 - rate;
      if (matched < 0) {
        float db = b - modes[m + 1];
        float dg = g - modes[m + 2];
        float dr = r - modes[m + 3];
        float distance = db * db + dg * dg + dr * dr;
        if (distance < 9 * modes[m + 4]) {
          matched = m;
          modes[m] += rate;
          float share = Math.min(1, rate / modes[m]);
          modes[m + 1] += share * db;
          modes[m + 2] += share * dg;
          modes[m + 3] += share * dr;
          float variance = modes[m + 4] + share * (distance - modes[m + 4]);
          modes[m + 4] = Math.max(MIN_VARIANCE, Math.min(MAX_VARIANCE, variance));
        }
      }
      total += modes[m];
    }
    if (matched < 0) {
      matched = at;
      while (matched < at + STRIDE - FIELDS && modes[matched] > 0) {
        matched += FIELDS;
      }
      total += rate - modes[matched];
      modes[matched] = rate;
      modes[matched + 1] = b;
      modes[matched + 2] = g;
      modes[matched + 3] = r;
      modes[matched + 4] = INITIAL_VARIANCE;
    }
    for (int m = at; m < at + STRIDE && modes[m] > 0; m += FIELDS) {
      modes[m] /= total;
    }
    while (matched > at && modes[matched] > modes[matched - FIELDS]) {
      for (int f = 0; f < FIELDS; f++) {
        float swap = modes[matched + f];
        modes[matched + f] = modes[matched - FIELDS + f];
        modes[matched - FIELDS + f] = swap;
      }
      matched -= FIELDS;
    }
  }

  /** Makes what a pixel shows now its background. */
  public void replace(int pixel, byte[] bgr) {
    int at = pixel * STRIDE;
    Arrays.fill(modes, at, at + STRIDE, 0);
    modes[at] = 1;
    modes[at + 1] = bgr[3 * pixel] & 0xFF;
    modes[at + 2] = bgr[3 * pixel + 1] & 0xFF;
    modes[at + 3] = bgr[3 * pixel + 2] & 0xFF;
    modes[at + 4] = INITIAL_VARIANCE;
    learnt[pixel] = 1;
  }

  /** Mean of the three channels of a pixel's commonest colour, 0 to 255; −1 while unknown. */
  public float brightness(int pixel) {
    int at = pixel * STRIDE;
    return modes[at] > 0 ? (modes[at + 1] + modes[at + 2] + modes[at + 3]) / 3 : -1;
  }

  /** One channel of a pixel's commonest colour, 0 to 255; 0 while unknown. */
  public float channel(int pixel, int channel) {
    return modes[pixel * STRIDE + 1 + channel];
  }
}
