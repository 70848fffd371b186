package io.panoptes.segment.javacv;

import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.cameramotion.CameraMotionEstimator;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Follows corners of the background from picture to picture (Shi and Tomasi, 1994; pyramids of
 * Lucas and Kanade, 1981, there and back again) and fits a shift, a turn and a zoom to what most of
 * them did (RANSAC, Fischler and Bolles, 1981), as BoT-SORT does (Aharon et al., 2022).
 */
public final class SparseCameraMotion implements CameraMotionEstimator {

  /** Longest side of the pictures that are compared. */
  private static final int WORKING_SIDE = 480;

  private static final int MOST_CORNERS = 200;
  private static final double CORNER_QUALITY = 0.01;
  private static final double CORNER_DISTANCE = 12;

  /** With fewer corners there is too little to tell. */
  private static final int LEAST_CORNERS = 12;

  /** How far a corner may miss its start when it is followed back, in working pixels. */
  private static final float BACK = 0.7f;

  /** Corners that moved less than this stood still, in working pixels. */
  private static final float STILL = 0.3f;

  /** How far a corner may lie from where the fit puts it. */
  private static final double FIT = 1;

  /** Share of the corners that must have stood still for the camera to have done so. */
  private static final double LEAST_STILL = 0.5;

  /** Share of the corners that must agree on a motion; the others may be things nobody knows. */
  private static final double LEAST_AGREEING = 0.4;

  private static final double MOST_ZOOM = 1.3;
  private static final int ROUNDS = 500;
  private static final double CONFIDENCE = 0.995;
  private static final int REFINEMENTS = 10;

  private final Mat grey = new Mat();
  private final Mat before = new Mat();
  private final Mat mask = new Mat();
  private float[] corners = new float[0];
  private int frameWidth;
  private int frameHeight;
  private long epoch;

  @Override
  @SuppressWarnings("try")
  public CameraMotion since(Picture picture, Segmentation found) {
    Image image = picture.image();
    boolean follows =
        image.width() == frameWidth
            && image.height() == frameHeight
            && picture.id().epoch() == epoch;
    frameWidth = image.width();
    frameHeight = image.height();
    epoch = picture.id().epoch();
    try (PointerScope scope = new PointerScope()) {
      shrink(image);
      CameraMotion motion = follows ? motion() : CameraMotion.NONE;
      findCorners(found);
      grey.copyTo(before);
      return motion;
    }
  }

  private void shrink(Image image) {
    double scale = Math.min(1, WORKING_SIDE / (double) Math.max(frameWidth, frameHeight));
    Size size =
        new Size(
            Math.max(1, (int) Math.round(scale * frameWidth)),
            Math.max(1, (int) Math.round(scale * frameHeight)));
    Mat small = new Mat();
    opencv_imgproc.resize(OpenCvImages.mat(image), small, size, 0, 0, opencv_imgproc.INTER_AREA);
    opencv_imgproc.cvtColor(small, grey, opencv_imgproc.COLOR_BGR2GRAY);
  }

  /** Corners of the present picture outside of its things. */
  private void findCorners(Segmentation found) {
    mask.create(grey.rows(), grey.cols(), opencv_core.CV_8UC1);
    mask.data().put(background(found, grey.cols(), grey.rows()));
    Mat points = new Mat();
    opencv_imgproc.goodFeaturesToTrack(
        grey, points, MOST_CORNERS, CORNER_QUALITY, CORNER_DISTANCE, mask, 3, false, 0.04);
    corners = floats(points);
  }

  private static byte[] background(Segmentation found, int width, int height) {
    char[] ids = found.map().ids();
    boolean[] isThing = new boolean[Character.MAX_VALUE + 1];
    for (Segment segment : found.segments()) {
      isThing[segment.id()] = segment.category().isThing();
    }
    byte[] background = new byte[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      int row = y * found.map().height() / height * found.map().width();
      for (int x = 0; x < width; x++, i++) {
        background[i] = (byte) (isThing[ids[row + x * found.map().width() / width]] ? 0 : 1);
      }
    }
    return background;
  }

  private CameraMotion motion() {
    if (corners.length < 2 * LEAST_CORNERS) {
      return CameraMotion.NONE;
    }
    Mat from = points(corners, corners.length / 2);
    Mat to = new Mat();
    Mat back = new Mat();
    Mat forwards = new Mat();
    Mat backwards = new Mat();
    opencv_video.calcOpticalFlowPyrLK(before, grey, from, to, forwards, new Mat());
    opencv_video.calcOpticalFlowPyrLK(grey, before, to, back, backwards, new Mat());
    float[] there = floats(to);
    float[] again = floats(back);
    byte[] found = bytes(forwards);
    byte[] foundBack = bytes(backwards);
    float[] starts = new float[corners.length];
    float[] ends = new float[corners.length];
    int count = 0;
    int still = 0;
    for (int i = 0; i < found.length; i++) {
      int x = 2 * i;
      int y = x + 1;
      if (found[i] == 0
          || foundBack[i] == 0
          || distance(corners[x] - again[x], corners[y] - again[y]) > BACK) {
        continue;
      }
      starts[2 * count] = corners[x];
      starts[2 * count + 1] = corners[y];
      ends[2 * count] = there[x];
      ends[2 * count + 1] = there[y];
      count++;
      still += distance(there[x] - corners[x], there[y] - corners[y]) < STILL ? 1 : 0;
    }
    if (count < LEAST_CORNERS || still >= LEAST_STILL * count) {
      return CameraMotion.NONE;
    }
    return fit(points(starts, count), points(ends, count), count);
  }

  private CameraMotion fit(Mat from, Mat to, int count) {
    Mat agreeing = new Mat();
    Mat matrix =
        opencv_calib3d.estimateAffinePartial2D(
            from, to, agreeing, opencv_calib3d.RANSAC, FIT, ROUNDS, CONFIDENCE, REFINEMENTS);
    if (matrix.empty()
        || opencv_core.countNonZero(agreeing) < Math.max(LEAST_CORNERS, LEAST_AGREEING * count)) {
      return CameraMotion.NONE;
    }
    CameraMotion motion;
    try (DoubleIndexer at = matrix.createIndexer()) {
      motion =
          inFrame(
              at.get(0, 0), at.get(0, 1), at.get(0, 2), at.get(1, 0), at.get(1, 1), at.get(1, 2));
    }
    return motion.scale() > MOST_ZOOM || motion.scale() < 1 / MOST_ZOOM
        ? CameraMotion.NONE
        : motion;
  }

  /** From pixels of the working size, whose middles have whole numbers, to those of the frame. */
  private CameraMotion inFrame(double xx, double xy, double x0, double yx, double yy, double y0) {
    double scaleX = grey.cols() / (double) frameWidth;
    double scaleY = grey.rows() / (double) frameHeight;
    return new CameraMotion(
        xx,
        xy * scaleY / scaleX,
        (x0 + 0.5 - 0.5 * xx - 0.5 * xy) / scaleX,
        yx * scaleX / scaleY,
        yy,
        (y0 + 0.5 - 0.5 * yx - 0.5 * yy) / scaleY);
  }

  private static float distance(float x, float y) {
    return (float) Math.sqrt(x * x + y * y);
  }

  private static Mat points(float[] values, int count) {
    Mat points = new Mat(count, 1, opencv_core.CV_32FC2);
    points.<FloatBuffer>createBuffer().put(values, 0, 2 * count);
    return points;
  }

  private static float[] floats(Mat points) {
    float[] values = new float[2 * (int) points.total()];
    if (values.length > 0) {
      points.<FloatBuffer>createBuffer().get(values);
    }
    return values;
  }

  private static byte[] bytes(Mat flags) {
    byte[] values = new byte[(int) flags.total()];
    if (values.length > 0) {
      flags.data().get(values);
    }
    return values;
  }

  @Override
  public void close() {
    grey.close();
    before.close();
    mask.close();
  }
}
