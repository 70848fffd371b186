package io.panoptes.sink.javacv;

import io.panoptes.sink.SinkSettings;

/**
 * How a video is compressed.
 *
 * @param width in pixels; an odd one is rounded up in the file
 * @param height likewise
 * @param framesPerSecond what the encoder plans with; the timestamps may differ from it
 * @param codec which encoder
 * @param bitrate in bits a second; 0 chooses by size and frame rate
 */
record EncoderSettings(
    int width, int height, double framesPerSecond, SinkSettings.Codec codec, long bitrate) {

  /**
   * Ticks of a video's timestamps in a second: a multiple of the usual frame rates, and no more
   * than the 16 bits that MPEG-4 part 2 has for it.
   */
  static final int TICKS = 60_000;

  private static final double BITS_A_PIXEL = 0.12;
  private static final long MIN_BITRATE = 1_500_000;
  private static final long MAX_BITRATE = 20_000_000;

  /** Microseconds as ticks. */
  static long ticks(long micros) {
    return Math.round(micros * (TICKS / 1e6));
  }

  /** The width in the file. */
  int evenWidth() {
    return width + (width & 1);
  }

  /** The height in the file. */
  int evenHeight() {
    return height + (height & 1);
  }

  long chosenBitrate() {
    return bitrate > 0
        ? bitrate
        : Math.max(
            MIN_BITRATE,
            Math.min(MAX_BITRATE, Math.round(BITS_A_PIXEL * width * height * framesPerSecond)));
  }
}
