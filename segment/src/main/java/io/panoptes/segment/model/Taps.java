package io.panoptes.segment.model;

/**
 * Which pixels of a line make up those of a longer or shorter one: bilinear interpolation, and the
 * mean of the covered part when there are more than two pixels to one, so that nothing flickers.
 */
final class Taps {

  private static final double LARGEST_BILINEAR_SHRINK = 2;

  private final int size;
  private final int sourceSize;
  private final int[] first;
  private final int most;

  /** {@code most} shares of each pixel, 0 beyond those that count. */
  private final float[] shares;

  Taps(int sourceSize, int size) {
    this.size = size;
    this.sourceSize = sourceSize;
    this.first = new int[size];
    double step = (double) sourceSize / size;
    if (step > LARGEST_BILINEAR_SHRINK) {
      most = Math.min(sourceSize, (int) Math.ceil(step) + 1);
      shares = new float[size * most];
      cover(step);
    } else {
      most = Math.min(sourceSize, 2);
      shares = new float[size * most];
      interpolate(step);
    }
  }

  private void interpolate(double step) {
    for (int i = 0; i < size; i++) {
      double at = Math.max(0, Math.min(sourceSize - 1, (i + 0.5) * step - 0.5));
      first[i] = Math.min((int) at, sourceSize - most);
      if (most == 1) {
        shares[i] = 1;
      } else {
        float share = (float) (at - first[i]);
        shares[2 * i] = 1 - share;
        shares[2 * i + 1] = share;
      }
    }
  }

  private void cover(double step) {
    for (int i = 0; i < size; i++) {
      double from = i * step;
      double to = (i + 1) * step;
      first[i] = Math.min((int) from, sourceSize - most);
      for (int tap = 0; tap < most; tap++) {
        double left = Math.max(from, first[i] + tap);
        double right = Math.min(to, first[i] + tap + 1.0);
        shares[i * most + tap] = (float) (Math.max(0, right - left) / step);
      }
    }
  }

  boolean isFor(int wantedSource, int wantedSize) {
    return sourceSize == wantedSource && size == wantedSize;
  }

  /** How many pixels of the source count for each one. */
  int most() {
    return most;
  }

  int first(int index) {
    return first[index];
  }

  float share(int index, int tap) {
    return shares[index * most + tap];
  }

  /**
   * Resamples a row of three channels.
   *
   * @param red where the first of the wanted channels lies in a pixel of the source: 2 turns the
   *     order of the channels round, 0 keeps it
   */
  void row(byte[] source, int red, float[] into) {
    int middle = 1;
    int blue = 2 - red;
    for (int x = 0, to = 0, tap = 0; x < size; x++, to += 3) {
      float a = 0;
      float b = 0;
      float c = 0;
      int from = 3 * first[x];
      for (int i = 0; i < most; i++, tap++, from += 3) {
        float share = shares[tap];
        a += (source[from + red] & 0xFF) * share;
        b += (source[from + middle] & 0xFF) * share;
        c += (source[from + blue] & 0xFF) * share;
      }
      into[to] = a;
      into[to + 1] = b;
      into[to + 2] = c;
    }
  }
}
