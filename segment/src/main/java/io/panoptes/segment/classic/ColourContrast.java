package io.panoptes.segment.classic;

/** How differently a thing and what lies beside it are coloured. */
public final class ColourContrast {

  private static final int BINS = 8;

  private ColourContrast() {}

  /**
   * 1 − the Bhattacharyya coefficient of the colour histograms inside and outside, 8 levels a
   * channel: 0 when both have the same colours, 1 when they share none; 0 when either is empty.
   *
   * @param inside not 0 is inside
   */
  public static double between(WorkPicture picture, byte[] inside) {
    double[] in = new double[BINS * BINS * BINS];
    double[] out = new double[BINS * BINS * BINS];
    long count = 0;
    byte[] bgr = picture.bgr();
    for (int i = 0; i < inside.length; i++) {
      int bin =
          ((bgr[3 * i] & 0xFF) / 32 * BINS + (bgr[3 * i + 1] & 0xFF) / 32) * BINS
              + (bgr[3 * i + 2] & 0xFF) / 32;
      if (inside[i] != 0) {
        in[bin]++;
        count++;
      } else {
        out[bin]++;
      }
    }
    long rest = inside.length - count;
    if (count == 0 || rest == 0) {
      return 0;
    }
    double common = 0;
    for (int bin = 0; bin < in.length; bin++) {
      common += Math.sqrt(in[bin] / count * out[bin] / rest);
    }
    return Math.max(0, Math.min(1, 1 - common));
  }
}
