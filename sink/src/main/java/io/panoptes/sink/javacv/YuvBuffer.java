package io.panoptes.sink.javacv;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YUV_I420;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.panoptes.sink.draw.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The native memory in which a picture becomes YUV 4:2:0 for an encoder. Odd sizes are made even by
 * repeating the last column and row. Owns its memory until {@link #close}; the frame given to it
 * points into that memory.
 */
final class YuvBuffer implements AutoCloseable {

  private final int width;
  private final int height;
  private final int evenWidth;
  private final int evenHeight;
  private final BytePointer pixels;
  private final Mat bgr;
  private final Mat yuv;
  private final byte[] row;

  /**
   * @param frame whose planes shall be this buffer
   */
  YuvBuffer(int width, int height, AVFrame frame) {
    this.width = width;
    this.height = height;
    evenWidth = width + (width & 1);
    evenHeight = height + (height & 1);
    pixels = new BytePointer(3L * evenWidth * evenHeight);
    bgr = new Mat(evenHeight, evenWidth, opencv_core.CV_8UC3, pixels);
    yuv = new Mat(evenHeight * 3 / 2, evenWidth, opencv_core.CV_8UC1);
    row = new byte[3 * evenWidth];
    long luma = (long) evenWidth * evenHeight;
    frame.data(0, yuv.data());
    frame.data(1, new BytePointer(yuv.data()).position(luma));
    frame.data(2, new BytePointer(yuv.data()).position(luma + luma / 4));
    frame.linesize(0, evenWidth);
    frame.linesize(1, evenWidth / 2);
    frame.linesize(2, evenWidth / 2);
  }

  void fill(Picture picture) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "a picture of %dx%d does not fit a video of %dx%d"
              .formatted(picture.width(), picture.height(), width, height));
    }
    if (evenWidth == width && evenHeight == height) {
      pixels.position(0).put(picture.bgr(), 0, picture.bgr().length);
    } else {
      fillPadded(picture.bgr());
    }
    cvtColor(bgr, yuv, COLOR_BGR2YUV_I420);
  }

  private void fillPadded(byte[] source) {
    for (int y = 0; y < evenHeight; y++) {
      int from = 3 * width * Math.min(y, height - 1);
      System.arraycopy(source, from, row, 0, 3 * width);
      if (evenWidth > width) {
        System.arraycopy(source, from + 3 * (width - 1), row, 3 * width, 3);
      }
      pixels.position((long) y * row.length).put(row, 0, row.length);
    }
    pixels.position(0);
  }

  @Override
  public void close() {
    bgr.close();
    yuv.close();
    pixels.close();
  }
}
