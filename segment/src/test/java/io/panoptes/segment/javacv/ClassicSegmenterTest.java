package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.testing.SharedData;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.prompt.Mask;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicSegmenterTest {

  private static final String PLACES =
      """
      grabcut:
        places:
          middle: {category: car, polygon: [[0.3, 0.2], [0.7, 0.2], [0.7, 0.8], [0.3, 0.8]]}
      """;

  private static Segmenter open(String name, String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    CameraSegmentation camera = CameraSegmentation.read("test", document.root());
    document.finish();
    return Segmenters.load()
        .choose(name, SegmentSettings.defaults())
        .open(camera, SegmentSettings.defaults());
  }

  private static Segmentation segment(String name, String yaml, Image image) {
    try (Segmenter segmenter = open(name, yaml)) {
      Picture picture = Frames.picture(0, image);
      Segmentation result = segmenter.segment(List.of(picture)).get(0);
      assertEquals(
          "",
          PanopticFrames.check(
              new PanopticFrame(
                  picture.id(), picture.capturedAt(), 0, result.map(), result.segments(), name)));
      return result;
    }
  }

  private static List<Segment> regions(Segmentation segmentation) {
    return segmentation.segments().stream()
        .filter(segment -> segment.category().name().equals("region"))
        .toList();
  }

  /** The best overlap of any segment with a known shape. */
  private static double bestIou(Segmentation segmentation, Mask truth) {
    double best = 0;
    char[] ids = segmentation.map().ids();
    for (Segment segment : segmentation.segments()) {
      byte[] inside = new byte[ids.length];
      for (int i = 0; i < ids.length; i++) {
        inside[i] = (byte) (ids[i] == segment.id() ? 1 : 0);
      }
      best = Math.max(best, truth.iou(new Mask(truth.width(), truth.height(), inside)));
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(strings = {"canny", "sobel", "region-growing", "watershed", "mean-shift", "kmeans"})
  void shouldPartAPictureIntoTheColoursThatItIsMadeOf(String name) {
    Drawn drawn = new Drawn(320, 240, 0x3060A0);
    Mask left = drawn.block(0, 0, 130, 240, 0xA03030);
    Mask upper = drawn.block(130, 0, 320, 100, 0x30A060);
    Mask disc = drawn.disc(225, 165, 45, 0xE0D060);
    Mask small = drawn.block(40, 60, 90, 180, 0x101018);
    byte[] rest = new byte[left.inside().length];
    byte[] around = new byte[rest.length];
    for (int i = 0; i < rest.length; i++) {
      boolean elsewhere = left.inside()[i] + upper.inside()[i] + disc.inside()[i] == 0;
      rest[i] = (byte) (elsewhere ? 1 : 0);
      around[i] = (byte) (left.inside()[i] - small.inside()[i]);
    }
    Segmentation result = segment(name, "kmeans: {clusters: 5}", drawn.image(6, 0));
    assertEquals(5, result.segments().size(), result.segments().toString());
    assertEquals(5, regions(result).size());
    for (Mask truth :
        List.of(new Mask(320, 240, around), upper, disc, small, new Mask(320, 240, rest))) {
      assertTrue(bestIou(result, truth) > 0.95, name + " " + bestIou(result, truth));
    }
  }

  @Test
  void shouldFindDarkThingsOnABrightGroundByOtsusThreshold() {
    Drawn drawn = new Drawn(320, 240, 0xC0C0C0);
    Mask one = drawn.disc(60, 60, 25, 0x404048);
    Mask two = drawn.disc(160, 120, 30, 0x303030);
    Mask three = drawn.block(220, 150, 300, 200, 0x504040);
    drawn.disc(20, 220, 2, 0x303030);
    Segmentation result = segment("otsu", "", drawn.image(10, 0));
    assertEquals(3, regions(result).size());
    for (Mask truth : List.of(one, two, three)) {
      assertTrue(bestIou(result, truth) > 0.95, "" + bestIou(result, truth));
    }
    Segmentation bright = segment("otsu", "otsu: {foreground: bright}", drawn.image(10, 0));
    assertEquals(1, regions(bright).size());
    assertTrue(regions(bright).get(0).areaPixels() > 320 * 240 * 0.8);
  }

  @Test
  void shouldFindThingsInUnevenLightByTheAdaptiveThresholdOnly() {
    Drawn drawn = new Drawn(320, 240, 0x606060);
    Mask one = drawn.disc(50, 60, 14, 0x303030);
    Mask two = drawn.disc(160, 150, 14, 0x303030);
    Mask three = drawn.disc(270, 80, 14, 0x303030);
    Image image = drawn.image(4, 130);
    Segmentation result = segment("adaptive", "adaptive: {window: 0.3}", image);
    assertEquals(3, regions(result).size());
    for (Mask truth : List.of(one, two, three)) {
      assertTrue(bestIou(result, truth) > 0.9, "" + bestIou(result, truth));
    }
    assertTrue(bestIou(segment("otsu", "", image), one) < 0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"canny", "sobel"})
  void shouldCloseGapsInEdges(String name) {
    Drawn drawn = new Drawn(240, 240, 0x808080);
    drawn.block(60, 60, 180, 180, 0xF0F0F0);
    Mask inside = drawn.block(63, 63, 177, 177, 0x808080);
    drawn.block(115, 170, 122, 190, 0x808080);
    String wide = name + ": {gap: 16, smooth: 0.8, min-area: 0.01}";
    String narrow = name + ": {gap: 1, smooth: 0.8, min-area: 0.01}";
    Segmentation closed = segment(name, wide, drawn.image(0, 0));
    assertEquals(2, regions(closed).size());
    assertTrue(bestIou(closed, inside) > 0.9, "" + bestIou(closed, inside));
    assertTrue(bestIou(segment(name, narrow, drawn.image(0, 0)), inside) < 0.5);
  }

  @Test
  void shouldGrowFromSeedsOnly() {
    Drawn drawn = new Drawn(200, 200, 0x3060A0);
    Mask disc = drawn.disc(100, 100, 40, 0xE0D060);
    drawn.disc(20, 20, 10, 0xE0D060);
    Segmentation result =
        segment("region-growing", "region-growing: {seeds: [[0.5, 0.5]]}", drawn.image(6, 0));
    assertEquals(1, regions(result).size());
    assertTrue(bestIou(result, disc) > 0.9, "" + bestIou(result, disc));
    assertEquals("background", result.segments().get(0).category().name());
  }

  @Test
  void shouldMakeAboutAsManySuperpixelsAsAskedWhichKeepToEdges() {
    Drawn drawn = new Drawn(320, 240, 0x3060A0);
    Mask disc = drawn.disc(160, 120, 70, 0xE0D060);
    Segmentation result = segment("slic", "slic: {superpixels: 200}", drawn.image(6, 0));
    int count = regions(result).size();
    assertTrue(count >= 150 && count <= 250, count + " superpixels");
    char[] ids = result.map().ids();
    int[] inside = new int[count + 2];
    int[] all = new int[count + 2];
    for (int i = 0; i < ids.length; i++) {
      all[ids[i]]++;
      inside[ids[i]] += disc.inside()[i];
    }
    int wrong = 0;
    for (int id = 0; id < all.length; id++) {
      wrong += Math.min(inside[id], all[id] - inside[id]);
    }
    assertTrue(wrong < 0.01 * ids.length, wrong + " pixels on the wrong side");
  }

  @Test
  void shouldMakeAClusterOneRegionWhereAsked() {
    Drawn drawn = new Drawn(200, 200, 0x3060A0);
    drawn.disc(50, 50, 20, 0xE0D060);
    drawn.disc(150, 150, 20, 0xE0D060);
    String together = "kmeans: {clusters: 2, connected: false}";
    assertEquals(2, regions(segment("kmeans", together, drawn.image(6, 0))).size());
    assertEquals(3, regions(segment("kmeans", "kmeans: {clusters: 2}", drawn.image(6, 0))).size());
  }

  @Test
  void shouldCutThingsOutOfDrawnPlacesAndLeaveEmptyPlacesEmpty() {
    Drawn street = new Drawn(320, 240, 0x707070);
    Segmentation empty = segment("grabcut", PLACES, street.image(10, 0));
    assertEquals(1, empty.segments().size());
    Mask car = street.block(115, 80, 205, 150, 0xB02020);
    Segmentation parked = segment("grabcut", PLACES, street.image(10, 0));
    assertEquals(
        List.of("background", "car"),
        parked.segments().stream().map(segment -> segment.category().name()).toList());
    assertTrue(bestIou(parked, car) > 0.95, "" + bestIou(parked, car));
    assertTrue(parked.segments().get(1).score() > 0.9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otsu",
        "adaptive",
        "canny",
        "sobel",
        "region-growing",
        "watershed",
        "mean-shift",
        "kmeans",
        "slic",
        "grabcut"
      })
  void shouldSegmentAFlatPictureAndASinglePixel(String name) {
    assertEquals(
        64 * 48,
        segment(name, PLACES, new Drawn(64, 48, 0x808080).image(0, 0)).segments().stream()
            .mapToInt(Segment::areaPixels)
            .sum());
    assertEquals(1, segment(name, PLACES, Image.allocate(1, 1)).segments().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otsu",
        "adaptive",
        "canny",
        "sobel",
        "region-growing",
        "watershed",
        "mean-shift",
        "kmeans",
        "slic",
        "grabcut"
      })
  void shouldSegmentAClipTheSameWayTwice(String name) throws Exception {
    Path clip = SharedData.require("data/clips/motorway-320x240.avi");
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(clip.toFile());
        Segmenter one = open(name, PLACES);
        Segmenter other = open(name, PLACES)) {
      avutil.av_log_set_level(avutil.AV_LOG_ERROR);
      grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
      grabber.start();
      for (int i = 0; i < 3; i++) {
        for (int skipped = 0; skipped < 20; skipped++) {
          grabber.grabImage();
        }
        Picture picture = Frames.picture(i, image(grabber.grabImage()));
        Segmentation first = one.segment(List.of(picture)).get(0);
        assertEquals(first, other.segment(List.of(picture)).get(0));
        assertEquals(first, one.segment(List.of(picture)).get(0));
        int least = name.equals("grabcut") ? 0 : name.equals("otsu") ? 1 : 2;
        assertTrue(regions(first).size() >= least, regions(first).size() + " regions");
        assertEquals(
            "",
            PanopticFrames.check(
                new PanopticFrame(
                    picture.id(), picture.capturedAt(), 0, first.map(), first.segments(), name)));
      }
    }
  }

  private static Image image(Frame frame) {
    Image image = Image.allocate(frame.imageWidth, frame.imageHeight);
    ByteBuffer rows = (ByteBuffer) frame.image[0];
    byte[] row = new byte[3 * frame.imageWidth];
    for (int y = 0; y < frame.imageHeight; y++) {
      rows.get(y * frame.imageStride, row);
      image.bgr().put(y * row.length, row);
    }
    return image;
  }

  @Test
  void shouldGiveNativeMemoryBack() {
    Drawn drawn = new Drawn(160, 120, 0x707070);
    drawn.disc(80, 60, 25, 0xB02020);
    List<Picture> batch = List.of(Frames.picture(0, drawn.image(10, 0)));
    try (Segmenter adaptive = open("adaptive", "");
        Segmenter canny = open("canny", "");
        Segmenter grabCut = open("grabcut", PLACES)) {
      List<Segmenter> all = List.of(adaptive, canny, grabCut);
      for (int i = 0; i < 10; i++) {
        all.forEach(segmenter -> segmenter.segment(batch));
      }
      long before = nativeBytes();
      for (int i = 0; i < 60; i++) {
        all.forEach(segmenter -> segmenter.segment(batch));
      }
      long grown = nativeBytes() - before;
      assertTrue(grown < 4L << 20, grown + " bytes of native memory more");
    }
  }

  /** What JavaCPP's pointers hold; every one that is not closed counts until it is collected. */
  private static long nativeBytes() {
    return Pointer.totalBytes();
  }
}
