package io.panoptes.core.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PanopticFramesTest {

  private static final Category PERSON = CategoryCatalog.STREET.get("person");

  @Test
  void shouldCountAreasAndBoxesLikeAPlainLoopOverThePixels() {
    Random random = new Random(1);
    for (int n = 0; n < 100; n++) {
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(30);
      char[] ids = new char[width * height];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (char) (random.nextInt(3) == 0 ? random.nextInt(400) : i == 0 ? 0 : ids[i - 1]);
      }
      SegmentMap map = new SegmentMap(width, height, ids);
      List<Segment> segments = PanopticFrames.segmentsOf(map, id -> PERSON, id -> 0.5);
      int covered = 0;
      for (Segment segment : segments) {
        assertEquals(slowly(map, segment.id()), segment);
        covered += segment.areaPixels();
      }
      int unassigned = 0;
      for (char id : ids) {
        unassigned += id == 0 ? 1 : 0;
      }
      assertEquals(ids.length, covered + unassigned);
      assertEquals("", PanopticFrames.check(frame(map, segments)));
    }
  }

  @Test
  void shouldHandleTheLargestId() {
    SegmentMap map = new SegmentMap(2, 1, new char[] {0, SegmentMap.MAX_ID});
    assertEquals(
        List.of(new Segment(65_535, PERSON, 1, 1, new Box(1, 0, 2, 1))),
        PanopticFrames.segmentsOf(map, id -> PERSON, id -> 1));
  }

  @Test
  void shouldNameTheSegmentWithoutACategory() {
    SegmentMap map = new SegmentMap(2, 1, new char[] {3, 3});
    assertEquals(
        "segment 3 of the map has no category",
        assertThrows(
                IllegalArgumentException.class,
                () -> PanopticFrames.segmentsOf(map, id -> null, id -> 1))
            .getMessage());
  }

  @Test
  void shouldSayWhereTableAndMapDisagree() {
    SegmentMap map = new SegmentMap(3, 1, new char[] {1, 1, 2});
    Segment one = new Segment(1, PERSON, 1, 2, new Box(0, 0, 2, 1));
    Segment two = new Segment(2, PERSON, 1, 1, new Box(2, 0, 3, 1));
    assertEquals("", PanopticFrames.check(frame(map, List.of(one, two))));
    assertEquals(
        "the map holds 2 segments and the table 1", PanopticFrames.check(frame(map, List.of(one))));
    assertEquals(
        "segment 9 of the table has no pixel in the map",
        PanopticFrames.check(
            frame(map, List.of(one, two, new Segment(9, PERSON, 1, 1, one.box())))));
    assertEquals(
        "segment 1 has 5 pixels in the table and 2 in the map",
        PanopticFrames.check(frame(map, List.of(new Segment(1, PERSON, 1, 5, one.box()), two))));
    assertEquals(
        "segment 2 has box %s in the table and %s in the map".formatted(one.box(), two.box()),
        PanopticFrames.check(frame(map, List.of(one, new Segment(2, PERSON, 1, 1, one.box())))));
  }

  @Test
  void shouldRefuseTablesOutOfOrderOrWithTwins() {
    SegmentMap map = SegmentMap.empty(4, 4);
    Segment one = new Segment(1, PERSON, 1, 1, new Box(0, 0, 1, 1));
    Segment two = new Segment(2, PERSON, 1, 1, new Box(0, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> frame(map, List.of(two, one)));
    assertThrows(IllegalArgumentException.class, () -> frame(map, List.of(one, one)));
    assertEquals(Optional.of(two), frame(map, List.of(one, two)).segment(2));
    assertEquals(Optional.empty(), frame(map, List.of(one)).segment(2));
  }

  @Test
  void shouldRefuseSegmentsThatCannotBe() {
    Box box = new Box(0, 0, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> new Segment(0, PERSON, 1, 1, box));
    assertThrows(IllegalArgumentException.class, () -> new Segment(65_536, PERSON, 1, 1, box));
    assertThrows(IllegalArgumentException.class, () -> new Segment(1, PERSON, 1.01, 1, box));
    assertThrows(IllegalArgumentException.class, () -> new Segment(1, PERSON, Double.NaN, 1, box));
    assertThrows(IllegalArgumentException.class, () -> new Segment(1, PERSON, 1, 0, box));
  }

  @Test
  void shouldRefuseMapsWhoseIdsDoNotFillThem() {
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(2, 2, new char[3]));
    assertThrows(IllegalArgumentException.class, () -> new SegmentMap(0, 0, new char[0]));
    assertThrows(IllegalArgumentException.class, () -> SegmentMap.empty(1 << 16, 1 << 16));
    assertThrows(
        IllegalArgumentException.class, () -> new SegmentMap(1 << 16, 1 << 16, new char[0]));
  }

  @Test
  void shouldNotReadThePixelOfAnotherRow() {
    SegmentMap map = new SegmentMap(2, 2, new char[] {1, 2, 3, 4});
    assertEquals(3, map.at(0, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> map.at(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> map.at(-1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> map.at(0, 2));
  }

  @Test
  void shouldCompareMapsByIdsWhateverTheyWereDecodedFrom() {
    SegmentMap plain = new SegmentMap(2, 1, new char[] {1, 2});
    SegmentMap decoded =
        new SegmentMap(2, 1, new EncodedIds(1, new byte[] {9, 9}), () -> new char[] {1, 2});
    assertEquals(plain, decoded);
    assertEquals(plain.hashCode(), decoded.hashCode());
    assertNotEquals(plain, new SegmentMap(1, 2, new char[] {1, 2}));
    assertNotEquals(plain, new SegmentMap(2, 1, new char[] {1, 3}));
  }

  @Test
  void shouldFindCategoriesByIdAndName() {
    assertEquals(Optional.of(PERSON), CategoryCatalog.STREET.find(1));
    assertEquals(Optional.of(PERSON), CategoryCatalog.STREET.find("person"));
    assertEquals(Optional.empty(), CategoryCatalog.STREET.find("persn"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> CategoryCatalog.STREET.get("persn"))
            .getMessage();
    assertEquals(true, message.startsWith("unknown category 'persn'; known are person, bicycle"));
  }

  @Test
  void shouldRefuseCategoriesThatCannotBeToldApart() {
    Category other = new Category(1, "other", Category.Kind.STUFF, 0, "");
    Category sameName = new Category(9, "person", Category.Kind.STUFF, 0, "");
    assertThrows(IllegalArgumentException.class, () -> new CategoryCatalog(List.of(PERSON, other)));
    assertThrows(
        IllegalArgumentException.class, () -> new CategoryCatalog(List.of(PERSON, sameName)));
    assertThrows(
        IllegalArgumentException.class, () -> new Category(0, "x", Category.Kind.STUFF, 0, ""));
    assertThrows(
        IllegalArgumentException.class, () -> new Category(1, " ", Category.Kind.STUFF, 0, ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Category(1, "x", Category.Kind.STUFF, 0x1000000, ""));
  }

  private static Segment slowly(SegmentMap map, int id) {
    int area = 0;
    Box box = null;
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        if (map.at(x, y) == id) {
          Box pixel = Box.ofSize(x, y, 1, 1);
          box = box == null ? pixel : box.union(pixel);
          area++;
        }
      }
    }
    return new Segment(id, PERSON, 0.5, area, box);
  }

  private static PanopticFrame frame(SegmentMap map, List<Segment> segments) {
    return new PanopticFrame(
        new FrameId(new CameraId("gate"), 1, 0), Instant.EPOCH, 0, map, segments, "test");
  }
}
