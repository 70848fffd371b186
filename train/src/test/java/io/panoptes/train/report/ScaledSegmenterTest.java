package io.panoptes.train.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaledSegmenterTest {

  private final List<Image> seen = new ArrayList<>();

  @Test
  void shouldShrinkAPictureAndEnlargeItsResult() {
    byte[] bgr = new byte[3 * 8 * 4];
    for (int y = 0; y < 4; y++) {
      for (int x = 4; x < 8; x++) {
        bgr[3 * (8 * y + x)] = (byte) 200;
      }
    }

    Segmentation found = segment(Image.of(8, 4, bgr), 4, 100);

    assertEquals("Image[4x2]", seen.get(0).toString());
    assertEquals(200, seen.get(0).toBytes()[9] & 0xFF);
    assertArrayEquals(
        new char[] {
          1, 1, 1, 1, 2, 2, 2, 2, //
          1, 1, 1, 1, 2, 2, 2, 2, //
          1, 1, 1, 1, 2, 2, 2, 2, //
          1, 1, 1, 1, 2, 2, 2, 2
        },
        found.map().ids());
    assertEquals(16, found.segments().get(1).areaPixels());
    assertEquals("person", found.segments().get(1).category().name());
    assertEquals(0.5, found.segments().get(1).score());
  }

  @Test
  void shouldEnlargeAPictureAndShrinkItsResult() {
    Segmentation found = segment(Image.allocate(2, 2), 20, 10);

    assertEquals("Image[10x10]", seen.get(0).toString());
    assertArrayEquals(new char[] {1, 2, 1, 2}, found.map().ids());
  }

  @Test
  void shouldLeaveAPictureOfTheSizeAsItIs() {
    Image image = Image.allocate(6, 4);

    segment(image, 6, 100);

    assertEquals(image, seen.get(0));
  }

  @Test
  void shouldRefuseASizeWithoutPixels() {
    assertThrows(IllegalArgumentException.class, () -> new ScaledSegmenter(new Halves(), 0, 5));
  }

  private Segmentation segment(Image image, int width, int height) {
    Picture picture = new Picture(new FrameId(new CameraId("a"), 0, 0), Instant.EPOCH, image);
    try (Segmenter segmenter = new ScaledSegmenter(new Halves(), width, height)) {
      return segmenter.segment(List.of(picture)).get(0);
    }
  }

  /** Says that the left half is road and the right one a person. */
  private final class Halves implements Segmenter {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public List<Segmentation> segment(List<Picture> batch) {
      Image image = batch.get(0).image();
      seen.add(image);
      char[] ids = new char[image.width() * image.height()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (char) (i % image.width() < image.width() / 2 ? 1 : 2);
      }
      return List.of(
          Segmentation.of(
              new SegmentMap(image.width(), image.height(), ids),
              id -> CategoryCatalog.STREET.get(id == 1 ? "road" : "person"),
              id -> 0.5));
    }

    @Override
    public void close() {}
  }
}
