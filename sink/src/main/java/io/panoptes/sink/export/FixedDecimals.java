package io.panoptes.sink.export;

/** Writes numbers with a fixed count of decimals, the same on every machine and in every locale. */
final class FixedDecimals {

  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private FixedDecimals() {}

  /**
   * @param value less than 10¹² in size
   * @param decimals 1 to 6; the value is rounded to the nearest, halves upwards
   */
  static void append(StringBuilder out, double value, int decimals) {
    long scaled = Math.round(value * POWERS[decimals]);
    if (scaled < 0) {
      out.append('-');
      scaled = -scaled;
    }
    out.append(scaled / POWERS[decimals]).append('.');
    String fraction = Long.toString(scaled % POWERS[decimals]);
    out.append("0".repeat(decimals - fraction.length())).append(fraction);
  }
}
