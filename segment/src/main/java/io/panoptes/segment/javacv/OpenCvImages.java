package io.panoptes.segment.javacv;

import io.panoptes.segment.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as OpenCV sees them. */
final class OpenCvImages {

  private OpenCvImages() {}

  /**
   * A picture's own memory as a matrix, not a copy. The caller closes it, or has a pointer scope
   * that does, and holds on to the picture meanwhile.
   */
  static Mat mat(Image image) {
    return new Mat(
        image.height(), image.width(), opencv_core.CV_8UC3, new BytePointer(image.bgr()));
  }
}
