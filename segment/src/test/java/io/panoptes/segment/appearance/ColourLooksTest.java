package io.panoptes.segment.appearance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Segmentation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourLooksTest {

  private static final int SIDE = 60;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category ROAD = CategoryCatalog.STREET.get("road");

  private final byte[] bgr = new byte[3 * SIDE * SIDE];
  private final char[] ids = new char[SIDE * SIDE];

  @Test
  void shouldTellColoursApartAndNotPlaces() {
    paint(1, 0, 0, 10, 40, 200, 30, 30);
    paint(2, 20, 10, 12, 44, 200, 30, 30);
    paint(3, 40, 0, 10, 40, 30, 30, 200);
    List<Segment> things = looked(PERSON).segments();
    assertEquals(1, likeness(things, 0, 1), 0.01);
    assertEquals(0, likeness(things, 0, 2), 1e-9);
  }

  @Test
  void shouldTellARedShirtFromRedTrousers() {
    paint(1, 0, 0, 10, 20, 200, 30, 30);
    paint(1, 0, 20, 10, 20, 40, 40, 40);
    paint(2, 20, 0, 10, 20, 40, 40, 40);
    paint(2, 20, 20, 10, 20, 200, 30, 30);
    assertEquals(0, likeness(looked(PERSON).segments(), 0, 1), 1e-9);
  }

  @Test
  void shouldLookAtThePixelsOfTheMaskOnly() {
    paint(1, 0, 0, 10, 40, 200, 30, 30);
    paint(2, 2, 10, 4, 20, 30, 200, 30);
    paint(3, 30, 0, 10, 40, 200, 30, 30);
    assertEquals(1, likeness(looked(PERSON).segments(), 0, 2), 0.01);
  }

  @Test
  void shouldLeaveStuffSmallThingsAndKnownLooksAlone() {
    paint(1, 0, 0, 20, 40, 200, 30, 30);
    assertTrue(looked(ROAD).segments().get(0).appearance().isEmpty());
    java.util.Arrays.fill(ids, (char) 0);
    paint(1, 0, 0, 5, 5, 200, 30, 30);
    assertTrue(looked(PERSON).segments().get(0).appearance().isEmpty());
    paint(1, 0, 0, 20, 40, 200, 30, 30);
    Segmentation plain = plain(PERSON);
    Appearance embedding = new Appearance(new byte[] {1, 2, 3});
    Segmentation known =
        new Segmentation(plain.map(), List.of(plain.segments().get(0).withAppearance(embedding)));
    assertSame(known, ColourLooks.add(known, Image.of(SIDE, SIDE, bgr)));
  }

  @Test
  void shouldGiveGreysNoHueAndJoinTheEndsOfTheCircle() {
    assertEquals(0, ColourLooks.bin(10, 0, 0), "too dark for a hue");
    assertEquals(3, ColourLooks.bin(250, 245, 240));
    assertEquals(ColourLooks.bin(200, 0, 10), ColourLooks.bin(200, 10, 0));
    assertNotEquals(ColourLooks.bin(200, 0, 0), ColourLooks.bin(0, 200, 0));
    for (int red = 0; red < 256; red += 5) {
      for (int green = 0; green < 256; green += 5) {
        for (int blue = 0; blue < 256; blue += 5) {
          int bin = ColourLooks.bin(red, green, blue);
          assertTrue(bin >= 0 && bin < 28, () -> "bin " + bin);
        }
      }
    }
  }

  private void paint(int id, int left, int top, int w, int h, int red, int green, int blue) {
    for (int y = top; y < top + h; y++) {
      for (int x = left; x < left + w; x++) {
        int at = y * SIDE + x;
        ids[at] = (char) id;
        bgr[3 * at] = (byte) blue;
        bgr[3 * at + 1] = (byte) green;
        bgr[3 * at + 2] = (byte) red;
      }
    }
  }

  private Segmentation plain(Category category) {
    return Segmentation.of(new SegmentMap(SIDE, SIDE, ids.clone()), id -> category, id -> 0.9);
  }

  private Segmentation looked(Category category) {
    return ColourLooks.add(plain(category), Image.of(SIDE, SIDE, bgr));
  }

  private static double likeness(List<Segment> things, int a, int b) {
    return things
        .get(a)
        .appearance()
        .orElseThrow()
        .likeness(things.get(b).appearance().orElseThrow());
  }
}
