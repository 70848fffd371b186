package io.panoptes.segment.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CarrierTest {

  private static final int WIDTH = 16;
  private static final int HEIGHT = 16;
  private static final Category ROAD = CategoryCatalog.STREET.get("road");
  private static final Category PERSON = CategoryCatalog.STREET.get("person");

  private final Carrier carrier = new Carrier();

  /** A person of 3 x 4 pixels on a road. */
  private static Segmentation scene(int left, int top) {
    char[] ids = new char[WIDTH * HEIGHT];
    Arrays.fill(ids, (char) 1);
    for (int y = Math.max(0, top); y < Math.min(HEIGHT, top + 4); y++) {
      for (int x = Math.max(0, left); x < Math.min(WIDTH, left + 3); x++) {
        ids[y * WIDTH + x] = 7;
      }
    }
    return Segmentation.of(
        new SegmentMap(WIDTH, HEIGHT, ids), id -> id == 7 ? PERSON : ROAD, id -> id / 8.0);
  }

  /** Everything moved by so much since the key frame. */
  private static Displacement moved(int right, int down) {
    float[] flow = new float[2 * WIDTH * HEIGHT];
    for (int i = 0; i < flow.length; i += 2) {
      flow[i] = -right;
      flow[i + 1] = -down;
    }
    return Displacement.of(new WorkingSize(WIDTH, HEIGHT), flow, WIDTH, HEIGHT);
  }

  @Test
  void shouldMoveSegmentsAndCountThemAnew() {
    carrier.segmented(scene(2, 3));
    Carrier.Result result = carrier.carry(moved(5, 1));
    assertEquals(Origin.CARRIED, result.origin());
    assertArrayEquals(scene(7, 4).map().ids(), result.segmentation().map().ids());
    assertEquals(
        List.of(
            new Segment(1, ROAD, 1 / 8.0, WIDTH * HEIGHT - 12, new Box(0, 0, WIDTH, HEIGHT)),
            new Segment(7, PERSON, 7 / 8.0, 12, new Box(7, 4, 10, 8))),
        result.segmentation().segments());
  }

  @Test
  void shouldCarryWhatSegmentsLookLike() {
    Appearance look = Appearance.of(new float[] {1, 0, 2});
    Segmentation key = scene(2, 3);
    List<Segment> segments =
        List.of(key.segments().get(0), key.segments().get(1).withAppearance(look));
    carrier.segmented(new Segmentation(key.map(), segments));
    List<Segment> carried = carrier.carry(moved(5, 1)).segmentation().segments();
    assertEquals(Optional.empty(), carried.get(0).appearance());
    assertEquals(Optional.of(look), carried.get(1).appearance());
  }

  @Test
  void shouldLeaveOutASegmentThatHasLeftThePicture() {
    carrier.segmented(scene(10, 3));
    Segmentation result = carrier.carry(moved(7, 0)).segmentation();
    assertEquals(List.of(1), result.segments().stream().map(Segment::id).toList());
  }

  @Test
  void shouldFillWhatComesInOverTheEdgeWithTheSegmentThere() {
    carrier.segmented(scene(0, 0));
    Segmentation result = carrier.carry(moved(2, 0)).segmentation();
    assertEquals(20, result.segments().get(1).areaPixels());
  }

  @Test
  void shouldCarryFromTheKeyFrameEachTime() {
    carrier.segmented(scene(2, 3));
    carrier.carry(moved(1, 0));
    assertArrayEquals(
        scene(4, 3).map().ids(), carrier.carry(moved(2, 0)).segmentation().map().ids());
  }

  @Test
  void shouldReuseTheLastResultWhateverItsOrigin() {
    Segmentation first = scene(2, 3);
    carrier.segmented(first);
    assertSame(first, carrier.reuse().segmentation());
    Segmentation carried = carrier.carry(moved(1, 0)).segmentation();
    Carrier.Result reused = carrier.reuse();
    assertSame(carried, reused.segmentation());
    assertEquals(Origin.REUSED, reused.origin());
  }

  @Test
  void shouldRefuseToCarryNothing() {
    assertThrows(IllegalStateException.class, () -> carrier.carry(moved(0, 0)));
    assertThrows(IllegalStateException.class, carrier::reuse);
  }

  @Test
  void shouldSpreadACoarseGridOverAFinerFrame() {
    float[] flow = new float[2 * 8 * 8];
    Arrays.fill(flow, -1.5f);
    Displacement displacement = Displacement.of(new WorkingSize(8, 8), flow, WIDTH, HEIGHT);
    assertArrayEquals(scene(5, 6).map().ids(), displacement.carry(scene(2, 3).map()).ids());
  }
}
