package io.panoptes.train.live;

import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.Image;
import io.panoptes.segment.ImageDecoder;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.UndecodableImageException;
import io.panoptes.train.data.Pixels;
import io.panoptes.train.distil.TaughtFrame;
import io.panoptes.train.report.ScaledSegmenter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Unpacks labelled frames to learn from. Frames larger than the network looks at are shrunk by a
 * whole number, so that a round of frames of a large camera takes no more memory than of a small
 * one: pixels by their mean, labels by the nearest one.
 */
final class FrameShrinker {

  /** Longest side that needs no shrinking; the network looks at 768 pixels. */
  static final int LONGEST_SIDE = 960;

  private final ImageDecoder decoder;

  FrameShrinker(ImageDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * @throws UndecodableImageException when its picture cannot be decoded
   */
  TaughtFrame unpack(LabelledFrame frame, boolean heldOut) {
    int width = frame.frame().width();
    int height = frame.frame().height();
    Image image = Image.allocate(width, height);
    decoder.decode(frame.frame().image(), image);
    int by = (Math.max(width, height) + LONGEST_SIDE - 1) / LONGEST_SIDE;
    int newWidth = Math.max(1, width / by);
    int newHeight = Math.max(1, height / by);
    return new TaughtFrame(
        frame.id().toString(),
        pixels(image, by, newWidth, newHeight),
        scale(frame.labels(), newWidth, newHeight),
        heldOut);
  }

  /** What moved in a frame, in the size of what {@link #unpack} makes of it. */
  static Optional<Segmentation> moving(LabelledFrame frame, TaughtFrame unpacked) {
    return frame
        .moving()
        .map(found -> scale(found, unpacked.pixels().width(), unpacked.pixels().height()));
  }

  private static Segmentation scale(PanopticFrame found, int width, int height) {
    return ScaledSegmenter.scale(new Segmentation(found.map(), found.segments()), width, height);
  }

  private static Pixels pixels(Image image, int by, int newWidth, int newHeight) {
    ByteBuffer bgr = image.bgr();
    byte[] row = new byte[Image.CHANNELS * image.width()];
    int[] sums = new int[Image.CHANNELS * newWidth];
    byte[] rgb = new byte[Image.CHANNELS * newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, 0);
      for (int dy = 0; dy < by; dy++) {
        bgr.get((y * by + dy) * row.length, row, 0, row.length);
        for (int x = 0; x < newWidth * by; x++) {
          int to = x / by * Image.CHANNELS;
          for (int channel = 0; channel < Image.CHANNELS; channel++) {
            sums[to + channel] += row[x * Image.CHANNELS + channel] & 0xFF;
          }
        }
      }
      int at = y * sums.length;
      for (int x = 0; x < sums.length; x += Image.CHANNELS) {
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
          rgb[at + x + channel] =
              (byte) ((sums[x + Image.CHANNELS - 1 - channel] + by * by / 2) / (by * by));
        }
      }
    }
    return new Pixels(newWidth, newHeight, rgb);
  }
}
