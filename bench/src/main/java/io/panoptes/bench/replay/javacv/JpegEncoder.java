package io.panoptes.bench.replay.javacv;

import io.panoptes.segment.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Compresses pictures with OpenCV. Belongs to one thread. */
public final class JpegEncoder implements AutoCloseable {

  private final IntPointer parameters;
  private final BytePointer jpeg = new BytePointer();

  /**
   * @param quality 1 to 100
   */
  public JpegEncoder(int quality) {
    parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
  }

  /** The picture as JPEG. */
  public byte[] encode(Image image) {
    try (BytePointer pixels = new BytePointer(image.bgr());
        Mat picture = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, pixels)) {
      if (!opencv_imgcodecs.imencode(".jpg", picture, jpeg, parameters)) {
        throw new IllegalStateException("OpenCV could not write a JPEG of " + image);
      }
    }
    byte[] bytes = new byte[(int) jpeg.limit()];
    jpeg.get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    jpeg.close();
    parameters.close();
  }
}
