package io.panoptes.segment.motion;

import java.util.Arrays;

/**
 * Undoes what automatic exposure and white balance do to a whole picture: each channel is divided
 * by the median of its ratio to the background. Most pixels show background, so things do not
 * disturb it. Not safe for threads.
 */
final class LightGain {

  private static final int STEP = 7;
  private static final int BINS = 400;
  private static final float BIN = 0.005f;
  private static final float DARKEST = 20;
  private static final float DEAD_ZONE = 0.03f;

  private final int pixels;
  private final byte[] corrected;
  private final int[][] counts = new int[3][BINS];

  LightGain(int pixels) {
    this.pixels = pixels;
    this.corrected = new byte[3 * pixels];
  }

  /**
   * The picture in the background's light.
   *
   * @return {@code bgr} itself when the light is the same, else an array valid until the next call
   */
  byte[] correct(byte[] bgr, BackgroundModel background) {
    float[] gains = new float[3];
    boolean changed = false;
    for (int channel = 0; channel < 3; channel++) {
      gains[channel] = gain(bgr, background, channel);
      changed |= Math.abs(gains[channel] - 1) > DEAD_ZONE;
    }
    if (!changed) {
      return bgr;
    }
    byte[][] tables = new byte[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int value = 0; value < 256; value++) {
        tables[channel][value] = (byte) Math.min(255, Math.round(value / gains[channel]));
      }
    }
    for (int i = 0; i < corrected.length; i += 3) {
      corrected[i] = tables[0][bgr[i] & 0xFF];
      corrected[i + 1] = tables[1][bgr[i + 1] & 0xFF];
      corrected[i + 2] = tables[2][bgr[i + 2] & 0xFF];
    }
    return corrected;
  }

  private float gain(byte[] bgr, BackgroundModel background, int channel) {
    int[] bins = counts[channel];
    Arrays.fill(bins, 0);
    int count = 0;
    for (int i = 0; i < pixels; i += STEP) {
      float expected = background.channel(i, channel);
      int value = bgr[3 * i + channel] & 0xFF;
      if (expected >= DARKEST && value < 250 && expected < 250) {
        bins[Math.min(BINS - 1, (int) (value / expected / BIN))]++;
        count++;
      }
    }
    if (count < pixels / STEP / 10) {
      return 1;
    }
    int below = 0;
    for (int bin = 0; bin < BINS; bin++) {
      below += bins[bin];
      if (2 * below >= count) {
        return Math.max(0.4f, Math.min(2.4f, (bin + 0.5f) * BIN));
      }
    }
    return 1;
  }
}
