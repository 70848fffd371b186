package io.panoptes.segment.javacv;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.panoptes.segment.motion.BackgroundModel;
import io.panoptes.segment.motion.Components;
import io.panoptes.segment.motion.Region;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Pictures and masks between the full and the working size: shrinking, cleaning by morphology,
 * painting smooth outlines. Its native memory is that of one frame size; closed by its owner.
 */
final class ForegroundMasks implements AutoCloseable {

  private static final float INSIDE = 0.45f;

  private final int fullWidth;
  private final int fullHeight;
  private final int width;
  private final int height;
  private final Mat small;
  private final Mat smooth;
  private final Mat mask;
  private final Mat opened;
  private final Mat closedMask;
  private final Mat cross;
  private final Mat upright;
  private final Components holes;
  private final byte[] bgr;
  private final byte[] foreground;
  private final byte[] inverse;
  private double shiftX;
  private double shiftY;

  ForegroundMasks(int fullWidth, int fullHeight, int workingHeight) {
    this.fullWidth = fullWidth;
    this.fullHeight = fullHeight;
    double scale = Math.min(1, workingHeight / (double) fullHeight);
    width = Math.max(16, (int) Math.round(fullWidth * scale));
    height = Math.max(16, (int) Math.round(fullHeight * scale));
    small = new Mat(height, width, CV_8UC3);
    smooth = new Mat(height, width, CV_8UC3);
    mask = new Mat(height, width, CV_8UC1);
    opened = new Mat(height, width, CV_8UC1);
    closedMask = new Mat(height, width, CV_8UC1);
    try (Size three = new Size(3, 3);
        Size tall = new Size(5, 9)) {
      cross = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_CROSS, three);
      upright = opencv_imgproc.getStructuringElement(opencv_imgproc.MORPH_ELLIPSE, tall);
    }
    holes = new Components(width, height);
    bgr = new byte[3 * width * height];
    foreground = new byte[width * height];
    inverse = new byte[width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /**
   * Says where the current picture lies against the background in which regions are given.
   *
   * @param x columns to the right, in working pixels
   * @param y rows down
   */
  void displace(double x, double y) {
    shiftX = x;
    shiftY = y;
  }

  /** The picture at the working size, a little smoothed; not a copy, valid until the next call. */
  byte[] shrink(Mat picture) {
    try (Size size = new Size(width, height);
        Size kernel = new Size(3, 3)) {
      opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
      opencv_imgproc.GaussianBlur(small, smooth, kernel, 0);
    }
    smooth.data().get(bgr);
    return bgr;
  }

  /**
   * Takes specks away, closes gaps and fills holes.
   *
   * @param raw values of {@link BackgroundModel}; shadows become background
   * @return 0 or 255; not a copy, valid until the next call
   */
  byte[] clean(byte[] raw) {
    for (int i = 0; i < raw.length; i++) {
      foreground[i] = raw[i] == BackgroundModel.FOREGROUND ? (byte) 255 : 0;
    }
    mask.data().put(foreground);
    opencv_imgproc.medianBlur(mask, opened, 3);
    opencv_imgproc.morphologyEx(opened, mask, opencv_imgproc.MORPH_OPEN, cross);
    opencv_imgproc.morphologyEx(mask, closedMask, opencv_imgproc.MORPH_CLOSE, upright);
    closedMask.data().get(foreground);
    fillHoles();
    return foreground;
  }

  private void fillHoles() {
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = (byte) (foreground[i] == 0 ? 1 : 0);
    }
    int count = holes.find(inverse);
    int[] labels = holes.labels();
    int largest = width * height / 200;
    boolean[] fill = new boolean[count + 1];
    for (int hole = 1; hole <= count; hole++) {
      Region box = holes.box(hole);
      fill[hole] =
          holes.area(hole) < largest
              && box.left() > 0
              && box.top() > 0
              && box.right() < width
              && box.bottom() < height;
    }
    for (int i = 0; i < labels.length; i++) {
      if (fill[labels[i]]) {
        foreground[i] = (byte) 255;
      }
    }
  }

  /** Paints a soft mask of the working size into a full-size map, with a smooth outline. */
  @SuppressWarnings("try")
  void paint(Region region, float[] values, char[] ids, char id) {
    int padded = 1;
    int sourceWidth = region.width() + 2 * padded;
    int sourceHeight = region.height() + 2 * padded;
    double scaleX = fullWidth / (double) width;
    double scaleY = fullHeight / (double) height;
    int targetWidth = (int) Math.ceil(sourceWidth * scaleX);
    int targetHeight = (int) Math.ceil(sourceHeight * scaleY);
    float[] source = new float[sourceWidth * sourceHeight];
    for (int y = 0; y < region.height(); y++) {
      System.arraycopy(
          values, y * region.width(), source, (y + padded) * sourceWidth + padded, region.width());
    }
    float[] target = new float[targetWidth * targetHeight];
    try (PointerScope scope = new PointerScope()) {
      Mat from = new Mat(sourceHeight, sourceWidth, CV_32FC1, new FloatPointer(source));
      Mat to = new Mat(targetHeight, targetWidth, CV_32FC1);
      opencv_imgproc.resize(
          from, to, new Size(targetWidth, targetHeight), 0, 0, opencv_imgproc.INTER_LINEAR);
      new FloatPointer(to.data()).get(target);
    }
    int left = (int) Math.round((region.left() - padded + shiftX) * scaleX);
    int top = (int) Math.round((region.top() - padded + shiftY) * scaleY);
    for (int y = Math.max(0, -top); y < targetHeight && top + y < fullHeight; y++) {
      int row = (top + y) * fullWidth + left;
      int from = Math.max(0, -left);
      int to = Math.min(targetWidth, fullWidth - left);
      for (int x = from; x < to; x++) {
        if (target[y * targetWidth + x] >= INSIDE) {
          ids[row + x] = id;
        }
      }
    }
  }

  /** A box of the full picture as a region of the background at the working size. */
  Region toWorking(Region full) {
    double x = width / (double) fullWidth;
    double y = height / (double) fullHeight;
    return new Region(
        (int) Math.round(full.left() * x - shiftX),
        (int) Math.round(full.top() * y - shiftY),
        (int) Math.round(full.right() * x - shiftX),
        (int) Math.round(full.bottom() * y - shiftY));
  }

  /** A region of the background at the working size as a box of the full picture. */
  Region toFull(Region working) {
    double x = fullWidth / (double) width;
    double y = fullHeight / (double) height;
    return new Region(
        (int) Math.round((working.left() + shiftX) * x),
        (int) Math.round((working.top() + shiftY) * y),
        (int) Math.round((working.right() + shiftX) * x),
        (int) Math.round((working.bottom() + shiftY) * y));
  }

  @Override
  public void close() {
    small.close();
    smooth.close();
    mask.close();
    opened.close();
    closedMask.close();
    cross.close();
    upright.close();
  }
}
