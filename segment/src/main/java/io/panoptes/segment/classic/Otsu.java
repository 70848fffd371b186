package io.panoptes.segment.classic;

/** Otsu's threshold (1979): the grey level that parts a picture into the two clearest classes. */
public final class Otsu {

  private Otsu() {}

  /**
   * Finds the threshold.
   *
   * @param grey unsigned bytes
   * @return the highest level of the dark class, 0 to 255; the middle of all that are equally good,
   *     and the only level of a picture that has but one
   */
  public static int threshold(byte[] grey) {
    long[] counts = new long[256];
    for (byte value : grey) {
      counts[value & 0xFF]++;
    }
    double total = 0;
    for (int level = 0; level < 256; level++) {
      total += (double) level * counts[level];
    }
    double dark = 0;
    double darkSum = 0;
    double best = -1;
    int first = 0;
    int last = 0;
    for (int level = 0; level < 256; level++) {
      dark += counts[level];
      darkSum += (double) level * counts[level];
      double bright = grey.length - dark;
      if (dark == 0 || bright == 0) {
        continue;
      }
      double between = darkSum / dark - (total - darkSum) / bright;
      double variance = dark * bright * between * between;
      if (variance > best) {
        best = variance;
        first = level;
        last = level;
      } else if (variance == best) {
        last = level;
      }
    }
    return best < 0 ? grey[0] & 0xFF : (first + last) / 2;
  }
}
