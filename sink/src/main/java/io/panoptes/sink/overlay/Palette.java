package io.panoptes.sink.overlay;

import io.panoptes.core.alert.Alert;

/** The fixed colours of the overlay, 0xRRGGBB: the same track has the same colour in every run. */
public final class Palette {

  /** Twenty colours that tell apart on grey footage; their number and the step have no divisor. */
  private static final int[] TRACKS = {
    0xFF5A5F, 0x3DDC97, 0x4D9DE0, 0xFFC145, 0xB388EB, 0x2EC4B6, 0xFF8C42, 0xF15BB5, 0x9BE564,
    0x5E7CE2, 0xE4572E, 0x17BEBB, 0xFFD166, 0xC77DFF, 0x06D6A0, 0xEF476F, 0x73C2FB, 0xD4E157,
    0xFF99C8, 0x8AC926
  };

  private static final int TRACK_STEP = 7;

  private static final int[] PLACES = {0x35C9FF, 0xA8E84A, 0xB79CFF, 0xFF6FB5, 0x4FE0C0, 0xF4F1DE};

  private static final int DARK_TEXT = 0x14181D;
  private static final int LIGHT_TEXT = 0xFFFFFF;
  private static final int BRIGHT = 150;

  private Palette() {}

  /** The colour of a track; neighbours in number differ. */
  public static int track(long number) {
    return TRACKS[(int) Math.floorMod(number * TRACK_STEP, (long) TRACKS.length)];
  }

  /**
   * The colour of a zone or line.
   *
   * @param index its position in the configuration, zones before lines
   */
  public static int place(int index) {
    return PLACES[index % PLACES.length];
  }

  /** The colour in which an alert lights up. */
  public static int severity(Alert.Severity severity) {
    return switch (severity) {
      case INFO -> 0xFFFFFF;
      case WARNING -> 0xFFB300;
      case CRITICAL -> 0xFF2D2D;
    };
  }

  /** The text colour that is readable on a background. */
  public static int textOn(int rgb) {
    int brightness =
        (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000;
    return brightness > BRIGHT ? DARK_TEXT : LIGHT_TEXT;
  }
}
