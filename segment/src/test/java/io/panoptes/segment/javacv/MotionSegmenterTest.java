package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.testing.SharedData;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SceneArea;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.motion.MotionSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;

class MotionSegmenterTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private static MotionSegmenter segmenter(SceneArea... scene) {
    return new MotionSegmenter(MotionSettings.defaults(), List.of(scene));
  }

  /** Noisy grey ground; an upright dark block of 24 by 60 pixels with a soft shadow beside it. */
  private static Image scene(int blockLeft, Random noise) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (150 + noise.nextInt(9));
    }
    paint(bgr, blockLeft + 24, 130, 20, 30, 105, 105, 105);
    paint(bgr, blockLeft, 100, 24, 60, 40, 30, 90);
    return Image.of(WIDTH, HEIGHT, bgr);
  }

  private static void paint(
      byte[] bgr, int left, int top, int width, int height, int blue, int green, int red) {
    for (int y = top; y < top + height; y++) {
      for (int x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++) {
        int at = 3 * (y * WIDTH + x);
        bgr[at] = (byte) blue;
        bgr[at + 1] = (byte) green;
        bgr[at + 2] = (byte) red;
      }
    }
  }

  private static List<Segmentation> walk(MotionSegmenter segmenter, int frames) {
    Random noise = new Random(1);
    List<Segmentation> results = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      int left = i < 15 ? -200 : 20 + 4 * (i - 15);
      results.add(segmenter.segment(List.of(Frames.picture(i, scene(left, noise)))).get(0));
    }
    return results;
  }

  private static List<Segment> things(Segmentation segmentation) {
    return segmentation.segments().stream().filter(s -> s.category().isThing()).toList();
  }

  @Test
  void shouldSeeAWalkerAsOneSolidPersonWithoutItsShadow() {
    try (MotionSegmenter segmenter = segmenter()) {
      List<Segmentation> results = walk(segmenter, 60);
      for (int i = 0; i < 15; i++) {
        assertEquals(List.of(), things(results.get(i)), "frame " + i);
      }
      for (int i = 20; i < 60; i++) {
        List<Segment> things = things(results.get(i));
        assertEquals(1, things.size(), "frame " + i);
        assertEquals("person", things.get(0).category().name());
        Box truth = Box.ofSize(20 + 4 * (i - 15), 100, 24, 60);
        assertTrue(
            things.get(0).box().iou(truth) > 0.8,
            "frame " + i + ": " + things.get(0).box() + " instead of " + truth);
        assertTrue(things.get(0).areaPixels() > 0.85 * 24 * 60, "frame " + i);
      }
    }
  }

  @Test
  void shouldTellAWalkerByShapeAloneWithoutThePeopleDetector() {
    MotionSettings defaults = MotionSettings.defaults();
    MotionSettings withoutDetector =
        new MotionSettings(
            defaults.workingHeight(),
            defaults.threshold(),
            defaults.minArea(),
            defaults.shadows(),
            defaults.steady(),
            defaults.learningTime(),
            defaults.absorbAfter(),
            false,
            defaults.detectorInterval());
    try (MotionSegmenter segmenter = new MotionSegmenter(withoutDetector, List.of())) {
      List<Segment> things = things(walk(segmenter, 40).get(39));
      assertEquals(1, things.size());
      assertEquals("person", things.get(0).category().name());
    }
  }

  @Test
  void shouldKeepSomebodyWhoStops() {
    try (MotionSegmenter segmenter = segmenter()) {
      walk(segmenter, 40);
      Random noise = new Random(2);
      Segmentation last = null;
      for (int i = 40; i < 240; i++) {
        last = segmenter.segment(List.of(Frames.picture(i, scene(116, noise)))).get(0);
      }
      assertEquals(1, things(last).size());
      assertTrue(things(last).get(0).box().iou(Box.ofSize(116, 100, 24, 60)) > 0.8);
    }
  }

  @Test
  void shouldPutThingsOverTheDrawnScene() {
    SceneArea road =
        new SceneArea(
            CategoryCatalog.STREET.get("road"),
            new Polygon(
                List.of(new Point(0, 0.5), new Point(1, 0.5), new Point(1, 1), new Point(0, 1))));
    try (MotionSegmenter segmenter = segmenter(road)) {
      Segmentation last = walk(segmenter, 40).get(39);
      assertEquals(
          List.of("background", "road", "person"),
          last.segments().stream().map(s -> s.category().name()).toList());
      Picture picture = Frames.picture(39, Image.allocate(1, 1));
      assertEquals(
          "",
          PanopticFrames.check(
              new PanopticFrame(
                  picture.id(), picture.capturedAt(), 0, last.map(), last.segments(), "motion")));
    }
  }

  @Test
  void shouldSurviveASuddenChangeOfLight() {
    try (MotionSegmenter segmenter = segmenter()) {
      walk(segmenter, 40);
      Random noise = new Random(3);
      Segmentation last = null;
      for (int i = 40; i < 50; i++) {
        byte[] bgr = scene(120 + 4 * (i - 40), noise).toBytes();
        for (int p = 0; p < bgr.length; p++) {
          bgr[p] = (byte) ((bgr[p] & 0xFF) * 0.7);
        }
        last = segmenter.segment(List.of(Frames.picture(i, Image.of(WIDTH, HEIGHT, bgr)))).get(0);
      }
      assertEquals(1, things(last).size());
      assertTrue(things(last).get(0).box().iou(Box.ofSize(156, 100, 24, 60)) > 0.75);
    }
  }

  /** Paving of many greys in front of which the block walks, seen by a camera that sways. */
  private static Image paved(int blockLeft, int swayX, int swayY, Random noise) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    Random paving = new Random(7);
    for (int y = -16; y < HEIGHT + 16; y += 16) {
      for (int x = -16; x < WIDTH + 16; x += 16) {
        int grey = 110 + paving.nextInt(80);
        for (int v = Math.max(0, y + swayY); v < Math.min(HEIGHT, y + swayY + 16); v++) {
          paint(bgr, x + swayX, v, 16, 1, grey, grey, grey);
        }
      }
    }
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) ((bgr[i] & 0xFF) + noise.nextInt(5));
    }
    paint(bgr, blockLeft + swayX, 100 + swayY, 24, 60, 40, 30, 90);
    return Image.of(WIDTH, HEIGHT, bgr);
  }

  @Test
  void shouldSeeAWalkerAndNothingElseWhileTheCameraSways() {
    try (MotionSegmenter segmenter = segmenter()) {
      Random noise = new Random(4);
      for (int i = 0; i < 60; i++) {
        int swayX = (int) Math.round(5 * Math.sin(i * 0.9));
        int swayY = (int) Math.round(3 * Math.sin(i * 0.7 + 1));
        int left = i < 15 ? -200 : 20 + 4 * (i - 15);
        Image image = paved(left, swayX, swayY, noise);
        List<Segment> things = things(segmenter.segment(List.of(Frames.picture(i, image))).get(0));
        if (i < 15) {
          assertEquals(List.of(), things, "frame " + i);
        } else if (i >= 20) {
          assertEquals(1, things.size(), "frame " + i);
          Box truth = Box.ofSize(left + swayX, 100 + swayY, 24, 60);
          assertTrue(
              things.get(0).box().iou(truth) > 0.75,
              "frame " + i + ": " + things.get(0).box() + " instead of " + truth);
        }
      }
    }
  }

  @Test
  void shouldForgetTheGhostOfSomebodyWhoStoodThereFromTheBeginning() {
    try (MotionSegmenter segmenter = segmenter()) {
      Random noise = new Random(5);
      for (int i = 0; i < 90; i++) {
        int left = i < 30 ? 100 : 100 + 5 * (i - 30);
        List<Segment> things =
            things(segmenter.segment(List.of(Frames.picture(i, scene(left, noise)))).get(0));
        if (i >= 60 && left < WIDTH - 60) {
          assertEquals(1, things.size(), "frame " + i);
          assertTrue(
              things.get(0).box().iou(Box.ofSize(left, 100, 24, 60)) > 0.75,
              "frame " + i + ": " + things.get(0).box());
        }
      }
    }
  }

  @Test
  void shouldGiveTheSameResultsTwice() {
    try (MotionSegmenter one = segmenter();
        MotionSegmenter other = segmenter()) {
      assertEquals(walk(one, 45), walk(other, 45));
    }
  }

  @Test
  void shouldStartAnewBehindTheEndOfARecording() {
    try (MotionSegmenter segmenter = segmenter();
        MotionSegmenter fresh = segmenter()) {
      walk(segmenter, 30);
      segmenter.endOfEpoch(
          new EndOfEpoch(new CameraId("test"), 1, 30, Frames.START, EndOfEpoch.Reason.COMPLETED));
      assertEquals(walk(fresh, 30), walk(segmenter, 30));
    }
  }

  @Test
  void shouldFollowAChangeOfSize() {
    try (MotionSegmenter segmenter = segmenter()) {
      walk(segmenter, 5);
      Segmentation small =
          segmenter.segment(List.of(Frames.picture(5, Image.allocate(160, 120)))).get(0);
      assertEquals(160, small.map().width());
      assertEquals(120, small.map().height());
    }
  }

  @Test
  void shouldSeePeopleWhoComeOneByOne() throws Exception {
    Path clip = SharedData.require("data/clips/one-by-one-person-detection.mp4");
    try (MotionSegmenter segmenter = segmenter()) {
      List<Segmentation> results = segment(segmenter, clip, 330);
      Segmentation nobody = results.get(30);
      Segmentation woman = results.get(100);
      Segmentation man = results.get(320);
      assertEquals(List.of(), things(nobody));
      assertTrue(areaOfPeople(woman) > 0.12 * 768 * 432 * 0.5, "woman " + areaOfPeople(woman));
      assertTrue(areaOfPeople(man) > 0.12 * 768 * 432 * 0.5, "man " + areaOfPeople(man));
    }
  }

  private static long areaOfPeople(Segmentation segmentation) {
    return things(segmentation).stream()
        .filter(segment -> segment.category().name().equals("person"))
        .mapToLong(Segment::areaPixels)
        .sum();
  }

  private static List<Segmentation> segment(MotionSegmenter segmenter, Path clip, int frames)
      throws Exception {
    List<Segmentation> results = new ArrayList<>();
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(clip.toFile())) {
      avutil.av_log_set_level(avutil.AV_LOG_ERROR);
      grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
      grabber.start();
      for (int i = 0; i < frames; i++) {
        Frame frame = grabber.grabImage();
        Image image = Image.allocate(frame.imageWidth, frame.imageHeight);
        ByteBuffer rows = (ByteBuffer) frame.image[0];
        byte[] row = new byte[3 * frame.imageWidth];
        for (int y = 0; y < frame.imageHeight; y++) {
          rows.get(y * frame.imageStride, row);
          image.bgr().put(y * row.length, row);
        }
        results.add(segmenter.segment(List.of(Frames.picture(i, image))).get(0));
      }
    }
    return results;
  }
}
