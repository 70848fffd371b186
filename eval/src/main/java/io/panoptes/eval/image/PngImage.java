package io.panoptes.eval.image;

import io.panoptes.eval.LabelMap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The samples of a decoded PNG, exactly as stored: no gamma, no palette look-up, no premultiplied
 * alpha. The arrays belong to this object.
 */
public final class PngImage {

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int width;
  private final int height;
  private final int channels;
  private final int bitDepth;
  private final byte[] samples;
  private final int firstRow;
  private final int rowStride;
  private final int[] palette;

  /**
   * @param samples row by row, channels interleaved, one byte a sample, two (high byte first) when
   *     {@code bitDepth} is 16; depths below 8 are spread to one byte without scaling
   * @param firstRow where the first row begins
   * @param rowStride bytes from the beginning of a row to that of the next
   * @param palette colours 0xRRGGBB of an indexed picture, whose only channel holds the indices;
   *     empty for others
   */
  PngImage(
      int width,
      int height,
      int channels,
      int bitDepth,
      byte[] samples,
      int firstRow,
      int rowStride,
      int[] palette) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.bitDepth = bitDepth;
    this.samples = samples;
    this.firstRow = firstRow;
    this.rowStride = rowStride;
    this.palette = palette;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** 1 grey or indexed, 2 grey and alpha, 3 RGB, 4 RGBA. */
  public int channels() {
    return channels;
  }

  /** Bits a sample as stored: 1, 2, 4, 8 or 16. */
  public int bitDepth() {
    return bitDepth;
  }

  /** Whether the only channel holds indices into {@link #palette}. */
  public boolean indexed() {
    return palette.length > 0;
  }

  /** Colours 0xRRGGBB of an indexed picture; empty for others. */
  public int[] palette() {
    return palette.clone();
  }

  /** One channel, 0 the first, as labels; the indices of an indexed picture. */
  public LabelMap channel(int channel) {
    if (channel < 0 || channel >= channels) {
      throw new IllegalArgumentException(
          "channel " + channel + " must be 0 to " + (channels - 1) + " in this picture");
    }
    int[] labels = new int[width * height];
    int step = bitDepth == 16 ? 2 * channels : channels;
    int offset = bitDepth == 16 ? 2 * channel : channel;
    for (int y = 0, i = 0; y < height; y++) {
      int at = firstRow + y * rowStride + offset;
      for (int end = i + width; i < end; i++, at += step) {
        labels[i] =
            bitDepth == 16
                ? (samples[at] & 0xFF) << 8 | samples[at + 1] & 0xFF
                : samples[at] & 0xFF;
      }
    }
    return new LabelMap(width, height, labels);
  }

  /**
   * COCO's panoptic ids: R + 256 G + 65536 B. Alpha is ignored, an indexed picture is looked up in
   * its palette, and a grey one has the same value in R, G and B.
   */
  public LabelMap panopticIds() {
    if (bitDepth == 16) {
      throw new IllegalArgumentException(
          "a panoptic PNG has 8 bits a channel, this one has 16; ids would be ambiguous");
    }
    return channels >= 3 ? packed() : lookedUp();
  }

  /** R, G and B are the lower three bytes of a little-endian number that begins at the pixel. */
  private LabelMap packed() {
    int[] ids = new int[width * height];
    int last = samples.length - Integer.BYTES;
    for (int y = 0, i = 0; y < height; y++) {
      int at = firstRow + y * rowStride;
      int end = i + width;
      if (channels == 3 && at + 3 * (width - 1) <= last) {
        for (; i < end; i++, at += 3) {
          ids[i] = (int) LITTLE_ENDIAN.get(samples, at) & 0xFFFFFF;
        }
      } else {
        for (; i < end; i++, at += channels) {
          ids[i] =
              samples[at] & 0xFF | (samples[at + 1] & 0xFF) << 8 | (samples[at + 2] & 0xFF) << 16;
        }
      }
    }
    return new LabelMap(width, height, ids);
  }

  private LabelMap lookedUp() {
    int[] idOfValue = new int[256];
    for (int value = 0; value < idOfValue.length; value++) {
      int colour = !indexed() ? value * 0x010101 : value < palette.length ? palette[value] : 0;
      idOfValue[value] = Integer.reverseBytes(colour) >>> 8;
    }
    int[] ids = channel(0).labels();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = idOfValue[ids[i]];
    }
    return new LabelMap(width, height, ids);
  }

  /** Colours 0xRRGGBB as labels, the same for RGB, RGBA and indexed pictures. */
  public LabelMap colours() {
    int[] ids = panopticIds().labels();
    int[] colours = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      colours[i] = Integer.reverseBytes(ids[i]) >>> 8;
    }
    return new LabelMap(width, height, colours);
  }
}
