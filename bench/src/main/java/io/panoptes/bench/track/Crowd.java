package io.panoptes.bench.track;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * People as ellipses who walk straight on for a few seconds and back again, on a road; 25 frames a
 * second. One in fifty is missed in a frame. They cover at most two fifths of the picture.
 */
final class Crowd {

  static final int WIDTH = 768;
  static final int HEIGHT = 576;

  private static final int MAPS = 60;
  private static final double COVERED = 0.4;
  private static final double ASPECT = 2.5;
  private static final double WIDEST = 40;
  private static final int MISSED = 50;
  private static final Duration STEP = Duration.ofMillis(40);
  private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
  private static final CameraId CAMERA = new CameraId("crowd");
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category ROAD = CategoryCatalog.STREET.get("road");

  private Crowd() {}

  /** Frames of so many people; the same arguments give the same frames. */
  static List<PanopticFrame> frames(int people, int count) {
    Random random = new Random(people);
    double width = Math.min(WIDEST, Math.sqrt(COVERED * WIDTH * HEIGHT / people / ASPECT));
    double height = ASPECT * width;
    double[][] walks = new double[people][];
    for (int i = 0; i < people; i++) {
      walks[i] =
          new double[] {
            random.nextDouble() * (WIDTH - width),
            random.nextDouble() * (HEIGHT - height),
            4 * random.nextDouble() - 2,
            random.nextDouble() - 0.5
          };
    }
    List<SegmentMap> maps = new ArrayList<>();
    List<List<Segment>> tables = new ArrayList<>();
    for (int t = 0; t < Math.min(MAPS, count); t++) {
      char[] ids = new char[WIDTH * HEIGHT];
      Arrays.fill(ids, (char) 1);
      for (int i = 0; i < people; i++) {
        if (random.nextInt(MISSED) > 0) {
          double[] walk = walks[i];
          draw(ids, i + 2, walk[0] + t * walk[2], walk[1] + t * walk[3], width, height);
        }
      }
      SegmentMap map = new SegmentMap(WIDTH, HEIGHT, ids);
      maps.add(map);
      tables.add(PanopticFrames.segmentsOf(map, id -> id == 1 ? ROAD : PERSON, id -> 0.9));
    }
    List<PanopticFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int there = i % (2 * MAPS);
      int map = there < MAPS ? there : 2 * MAPS - 1 - there;
      frames.add(
          new PanopticFrame(
              new FrameId(CAMERA, 1, i),
              START.plus(STEP.multipliedBy(i)),
              STEP.multipliedBy(i).toNanos() / 1_000,
              maps.get(map),
              tables.get(map),
              "drawn"));
    }
    return frames;
  }

  private static void draw(
      char[] ids, int id, double left, double top, double width, double height) {
    int right = (int) Math.min(WIDTH, left + width);
    int bottom = (int) Math.min(HEIGHT, top + height);
    for (int y = (int) Math.max(0, top); y < bottom; y++) {
      for (int x = (int) Math.max(0, left); x < right; x++) {
        double u = (x + 0.5 - left) / width - 0.5;
        double v = (y + 0.5 - top) / height - 0.5;
        if (u * u + v * v < 0.25) {
          ids[y * WIDTH + x] = (char) id;
        }
      }
    }
  }
}
