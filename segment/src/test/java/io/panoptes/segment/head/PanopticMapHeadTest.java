package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import io.panoptes.segment.model.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PanopticMapHeadTest {

  private static final Map<Integer, Category> CATEGORIES =
      Map.of(0, CategoryCatalog.STREET.get("road"), 11, CategoryCatalog.STREET.get("person"));

  private static Segmentation decode(int frameWidth, int... numbers) {
    return InstanceHeadTest.spec("kind: panoptic-map, map: m, label-divisor: 256, void-label: 255")
        .open(CATEGORIES)
        .decode(
            Map.of(
                "m",
                ModelTensor.ofInts(TensorType.INT32, new int[] {1, 1, numbers.length}, numbers)),
            List.of(new Placement(frameWidth, 1, 8, 8, 0, 0, 8, 8)))
        .get(0);
  }

  @Test
  void shouldMakeASegmentOfEachInstanceAndOfAllStuff() {
    int person = 11 * 256;
    Segmentation found = decode(6, 0, person + 1, person + 2, 255 * 256, 3, person + 1);
    assertArrayEquals(new char[] {1, 2, 3, 0, 1, 2}, found.map().ids());
    assertEquals(
        "road 2 @0,0-5,1; person 2 @1,0-6,1; person 1 @2,0-3,1; ", HeadTables.table(found));
  }

  @Test
  void shouldTakeTheNearestNumber() {
    assertArrayEquals(new char[] {1, 1, 1, 2, 2, 2}, decode(6, 0, 11 * 256).map().ids());
  }

  @Test
  void shouldRefuseUnknownLabels() {
    assertEquals(
        "the model gave label 5, which its manifest does not know; it knows [0, 11]",
        assertThrows(
                SegmenterException.class,
                () ->
                    InstanceHeadTest.spec("kind: panoptic-map, map: m")
                        .open(new java.util.TreeMap<>(CATEGORIES))
                        .decode(
                            Map.of(
                                "m",
                                ModelTensor.ofInts(
                                    TensorType.INT32, new int[] {1, 1, 1}, new int[] {5001})),
                            List.of(new Placement(1, 1, 1, 1, 0, 0, 1, 1))))
            .getMessage());
  }
}
