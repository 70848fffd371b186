package io.panoptes.train.data;

/**
 * Which pixels of a picture's line make up each pixel of a canvas's line: a triangle as wide as two
 * pixels of whichever is coarser, so that enlarging interpolates and shrinking averages.
 */
final class Axis {

  private final int from;
  private final int to;
  private final int taps;
  private final int[] first;
  private final float[] shares;
  private final int[] nearest;

  /**
   * @param source pixels of the picture's line
   * @param canvas pixels of the canvas's line
   * @param scale canvas pixels a pixel of the picture
   * @param start canvas position of the line's beginning
   * @param mirrored whether the line runs backwards
   * @param softness widens the triangle, at least 1
   */
  Axis(int source, int canvas, double scale, double start, boolean mirrored, double softness) {
    from = (int) Math.max(0, Math.min(canvas, Math.ceil(start - 0.5)));
    to = (int) Math.max(from, Math.min(canvas, Math.ceil(start + source * scale - 0.5)));
    double reach = softness * Math.max(1, 1 / scale);
    taps = Math.min(source, (int) Math.ceil(2 * reach) + 1);
    first = new int[canvas];
    shares = new float[canvas * taps];
    nearest = new int[canvas];
    for (int i = from; i < to; i++) {
      double at = (i + 0.5 - start) / scale;
      at = Math.max(0, Math.min(source, mirrored ? source - at : at));
      nearest[i] = Math.min(source - 1, (int) at);
      int begin = (int) Math.ceil(at - 0.5 - reach);
      begin = Math.max(0, Math.min(source - taps, begin));
      first[i] = begin;
      double sum = 0;
      for (int tap = 0; tap < taps; tap++) {
        double share = Math.max(0, 1 - Math.abs(begin + tap + 0.5 - at) / reach);
        shares[i * taps + tap] = (float) share;
        sum += share;
      }
      for (int tap = 0; tap < taps; tap++) {
        shares[i * taps + tap] /= (float) sum;
      }
    }
  }

  /** First canvas pixel that the picture covers. */
  int from() {
    return from;
  }

  /** One behind the last canvas pixel that the picture covers. */
  int to() {
    return to;
  }

  int taps() {
    return taps;
  }

  /** The first pixel of the picture that counts. */
  int first(int at) {
    return first[at];
  }

  /** {@link #taps} shares of each canvas pixel; read only. */
  float[] shares() {
    return shares;
  }

  /** The pixel of the picture that a canvas pixel's middle lies in. */
  int nearest(int at) {
    return nearest[at];
  }
}
