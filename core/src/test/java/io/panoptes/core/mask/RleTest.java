package io.panoptes.core.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RleTest {

  @Test
  void shouldCountAsPixelsDo() {
    Random random = new Random(2);
    for (int run = 0; run < 200; run++) {
      int[] a = noise(random, 13, 9);
      int[] b = noise(random, 13, 9);
      int shared = 0;
      int either = 0;
      int ones = 0;
      for (int i = 0; i < a.length; i++) {
        shared += a[i] & b[i];
        either += a[i] | b[i];
        ones += a[i];
      }
      Rle first = Rle.of(13, 9, a, label -> label == 1);
      Rle second = Rle.of(13, 9, b, label -> label == 1);
      assertEquals(ones, first.area());
      assertEquals(shared, first.intersection(second));
      assertEquals(either, Rle.union(List.of(first, second)).area());
      assertEquals(either == 0 ? 0 : (double) shared / either, first.iou(second), 1e-15);
      assertEquals(ones == 0 ? 0 : (double) shared / ones, first.shareInside(second), 1e-15);
      int[] painted = new int[a.length];
      first.paint(painted, 1);
      assertArrayEquals(a, painted);
      assertEquals(first, RleString.decode(RleString.encode(first), 13, 9));
    }
  }

  private static int[] noise(Random random, int width, int height) {
    int[] labels = new int[width * height];
    int value = 0;
    for (int i = 0; i < labels.length; i++) {
      value = random.nextInt(4) == 0 ? 1 - value : value;
      labels[i] = value;
    }
    return labels;
  }

  @Test
  void shouldHaveAnEmptyBoxWithoutPixels() {
    assertEquals(new Box(0, 0, 0, 0), Rle.empty(4, 3).box());
    assertEquals(0, Rle.empty(4, 3).iou(Rle.empty(4, 3)));
  }

  @Test
  void shouldSayWhatIsWrongWithAString() {
    assertMessage("runs add up to", () -> RleString.decode("5", 4, 3));
    assertMessage("wrong character ' '", () -> RleString.decode("5 ", 4, 3));
    assertMessage("end in the middle of run", () -> RleString.decode("P", 4, 3));
    assertMessage("has the length -", () -> RleString.decode("O", 4, 3));
    assertMessage("cannot be compared", () -> Rle.empty(4, 3).iou(Rle.empty(3, 4)));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable run) {
    String message = assertThrows(IllegalArgumentException.class, run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void shouldTakeASegmentsPixelsFromItsMap() {
    Random random = new Random(4);
    for (int run = 0; run < 50; run++) {
      int[] labels = new int[17 * 11];
      char[] ids = new char[labels.length];
      for (int i = 0; i < ids.length; i++) {
        labels[i] = random.nextInt(3) == 0 ? random.nextInt(6) : i == 0 ? 0 : labels[i - 1];
        ids[i] = (char) labels[i];
      }
      SegmentMap map = new SegmentMap(17, 11, ids);
      List<Segment> segments =
          PanopticFrames.segmentsOf(map, id -> CategoryCatalog.STREET.get("car"), id -> 1);
      for (Segment segment : segments) {
        Rle mask = Rle.of(map, segment);
        assertEquals(Rle.of(17, 11, labels, label -> label == segment.id()), mask);
        assertEquals(segment.areaPixels(), mask.area());
      }
    }
  }
}
