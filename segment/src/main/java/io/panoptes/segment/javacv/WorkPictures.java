package io.panoptes.segment.javacv;

import io.panoptes.core.geometry.Box;
import io.panoptes.segment.Image;
import io.panoptes.segment.classic.WorkPicture;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** Brings pictures to the size at which they are worked on. Nothing native outlives a call. */
final class WorkPictures {

  private static final int LEAST = 16;

  private WorkPictures() {}

  /**
   * A picture of about the given height, never larger than the original.
   *
   * @param smooth standard deviation in working pixels, 0 for none
   */
  static WorkPicture shrink(Image image, int workingHeight, double smooth) {
    double scale = Math.min(1, workingHeight / (double) image.height());
    return shrink(image, new Box(0, 0, image.width(), image.height()), scale, smooth);
  }

  /** Part of a picture, scaled. */
  @SuppressWarnings("try")
  static WorkPicture shrink(Image image, Box crop, double scale, double smooth) {
    int left = (int) crop.left();
    int top = (int) crop.top();
    int partWidth = (int) crop.width();
    int partHeight = (int) crop.height();
    int width = Math.max(Math.min(LEAST, partWidth), (int) Math.round(partWidth * scale));
    int height = Math.max(Math.min(LEAST, partHeight), (int) Math.round(partHeight * scale));
    try (PointerScope scope = new PointerScope()) {
      Mat part = new Mat(OpenCvImages.mat(image), new Rect(left, top, partWidth, partHeight));
      Mat small = new Mat();
      opencv_imgproc.resize(part, small, new Size(width, height), 0, 0, opencv_imgproc.INTER_AREA);
      if (smooth > 0) {
        opencv_imgproc.GaussianBlur(small, small, new Size(0, 0), smooth);
      }
      return of(small);
    }
  }

  /** A copy of a matrix of blue, green and red bytes. */
  @SuppressWarnings("try")
  static WorkPicture of(Mat bgr) {
    try (PointerScope scope = new PointerScope()) {
      byte[] bytes = new byte[3 * bgr.cols() * bgr.rows()];
      bgr.data().get(bytes);
      Mat floats = new Mat();
      bgr.convertTo(floats, opencv_core.CV_32FC3, 1 / 255.0, 0);
      Mat lab = new Mat();
      opencv_imgproc.cvtColor(floats, lab, opencv_imgproc.COLOR_BGR2Lab);
      float[] values = new float[bytes.length];
      new FloatPointer(lab.data()).get(values);
      return new WorkPicture(bgr.cols(), bgr.rows(), bytes, values);
    }
  }
}
