package io.panoptes.ingest.javacv;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.ingest.synthetic.Drawing;
import io.panoptes.ingest.synthetic.Part;
import io.panoptes.ingest.synthetic.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Draws a scene, and the map of what it drew. The ground has a grain and every picture a little
 * noise, as a camera's have. Not safe for several threads.
 */
public final class ScenePainter implements AutoCloseable {

  /** Outlines are drawn to a sixteenth of a pixel, so that slow things move smoothly. */
  private static final int SHIFT = 4;

  private static final double SHADE = 0.62;
  private static final int GRAIN = 7;
  private static final int NOISE = 3;
  private static final int NOISE_PICTURES = 4;

  private final Scene scene;
  private final Mat ground;
  private final Mat[] noise = new Mat[NOISE_PICTURES];

  /**
   * The truth about one picture.
   *
   * @param map the segment of each pixel; things keep their id from picture to picture
   * @param segments every segment that can be seen, scores 1
   */
  public record Truth(SegmentMap map, List<Segment> segments) {}

  public ScenePainter(Scene scene) {
    this.scene = scene;
    int width = scene.settings().width();
    int height = scene.settings().height();
    Random random = new Random(scene.settings().seed() ^ 0x5EED);
    ground = new Mat(height, width, opencv_core.CV_8UC3);
    for (Drawing drawing : scene.ground()) {
      draw(ground, drawing);
    }
    try (Mat grain = noise(width, height, GRAIN, random)) {
      addNoise(ground, grain);
    }
    for (int i = 0; i < NOISE_PICTURES; i++) {
      noise[i] = noise(width, height, NOISE, random);
    }
  }

  private static Mat noise(int width, int height, int strength, Random random) {
    short[] values = new short[3 * width * height];
    for (int i = 0; i < values.length; i += 3) {
      short value = (short) (random.nextInt(2 * strength + 1) - strength);
      values[i] = value;
      values[i + 1] = value;
      values[i + 2] = value;
    }
    Mat noise = new Mat(height, width, opencv_core.CV_16SC3);
    new ShortPointer(noise.data()).put(values);
    return noise;
  }

  private static void addNoise(Mat picture, Mat noise) {
    try (Mat mask = new Mat()) {
      opencv_core.add(picture, noise, picture, mask, opencv_core.CV_8U);
    }
  }

  /** The picture of a frame, blue, green, red; owned by the caller. */
  public Mat paint(int frame) {
    Mat picture = ground.clone();
    for (Drawing drawing : scene.thingsAt(frame)) {
      draw(picture, drawing);
    }
    // A fixed but unobvious order, so that no two neighbours carry the same noise.
    addNoise(picture, noise[Math.floorMod(frame * 7 + frame / NOISE_PICTURES, NOISE_PICTURES)]);
    return picture;
  }

  /** What {@link #paint} draws at a frame. */
  public Truth truth(int frame) {
    int width = scene.settings().width();
    int height = scene.settings().height();
    Map<Integer, Category> categories = new HashMap<>();
    char[] ids = new char[width * height];
    try (Mat map = new Mat(height, width, opencv_core.CV_16UC1, Scalar.all(0))) {
      for (Drawing drawing : scene.ground()) {
        mark(map, drawing);
        categories.put(drawing.id(), drawing.category());
      }
      for (Drawing drawing : scene.thingsAt(frame)) {
        mark(map, drawing);
        categories.put(drawing.id(), drawing.category());
      }
      short[] values = new short[ids.length];
      new ShortPointer(map.data()).get(values);
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (char) values[i];
      }
    }
    SegmentMap map = new SegmentMap(width, height, ids);
    return new Truth(map, PanopticFrames.segmentsOf(map, categories::get, id -> 1));
  }

  private static void draw(Mat picture, Drawing drawing) {
    for (Part part : drawing.parts()) {
      if (part.shadow()) {
        shade(picture, part);
      } else {
        try (Scalar colour = colour(part.rgb())) {
          fill(picture, part, colour, opencv_imgproc.LINE_AA);
        }
      }
    }
  }

  private static void mark(Mat map, Drawing drawing) {
    try (Scalar id = new Scalar(drawing.id())) {
      for (Part part : drawing.parts()) {
        if (!part.shadow()) {
          fill(map, part, id, opencv_imgproc.LINE_8);
        }
      }
    }
  }

  private static Scalar colour(int rgb) {
    return new Scalar(rgb & 0xFF, rgb >> 8 & 0xFF, rgb >> 16 & 0xFF, 0);
  }

  private static void fill(Mat target, Part part, Scalar value, int lineType) {
    List<Point> vertices = part.outline().vertices();
    try (Mat points = new Mat(vertices.size(), 1, opencv_core.CV_32SC2);
        MatVector outlines = new MatVector(points);
        org.bytedeco.opencv.opencv_core.Point origin =
            new org.bytedeco.opencv.opencv_core.Point(0, 0)) {
      IntPointer coordinates = new IntPointer(points.data());
      for (int i = 0; i < vertices.size(); i++) {
        // OpenCV means pixel centres where we mean corners.
        coordinates.put(2L * i, (int) Math.round((vertices.get(i).x() - 0.5) * (1 << SHIFT)));
        coordinates.put(2L * i + 1, (int) Math.round((vertices.get(i).y() - 0.5) * (1 << SHIFT)));
      }
      opencv_imgproc.fillPoly(target, outlines, value, lineType, SHIFT, origin);
    }
  }

  private static void shade(Mat picture, Part part) {
    Box bounds = part.outline().bounds();
    int left = (int) Math.max(0, Math.floor(bounds.left()));
    int top = (int) Math.max(0, Math.floor(bounds.top()));
    int right = (int) Math.min(picture.cols(), Math.ceil(bounds.right()) + 1);
    int bottom = (int) Math.min(picture.rows(), Math.ceil(bounds.bottom()) + 1);
    if (left >= right || top >= bottom) {
      return;
    }
    try (Mat mask = new Mat(picture.rows(), picture.cols(), opencv_core.CV_8UC1, Scalar.all(0));
        Rect area = new Rect(left, top, right - left, bottom - top);
        Mat region = new Mat(picture, area);
        Mat maskRegion = new Mat(mask, area);
        Mat dark = new Mat();
        Scalar white = Scalar.all(255)) {
      fill(mask, part, white, opencv_imgproc.LINE_8);
      region.convertTo(dark, -1, SHADE, 0);
      dark.copyTo(region, maskRegion);
    }
  }

  @Override
  public void close() {
    ground.close();
    for (Mat picture : noise) {
      picture.close();
    }
  }
}
