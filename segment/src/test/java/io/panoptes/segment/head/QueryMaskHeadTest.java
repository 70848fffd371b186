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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Frames of one row of ten pixels, and masks of the same size; labels person, road, no object. */
class QueryMaskHeadTest {

  private static final int PIXELS = 10;
  private static final Map<Integer, Category> CATEGORIES =
      Map.of(0, CategoryCatalog.STREET.get("person"), 1, CategoryCatalog.STREET.get("road"));

  private final float[] classes;
  private final float[] masks;
  private int queries;

  QueryMaskHeadTest() {
    classes = new float[3 * 8];
    masks = new float[PIXELS * 8];
  }

  /** A query whose class has the given probability; the mask is sure where it is 1. */
  private void query(int label, double probability, String mask) {
    classes[3 * queries + label] = (float) Math.log(2 * probability / (1 - probability));
    for (int i = 0; i < PIXELS; i++) {
      masks[PIXELS * queries + i] = mask.charAt(i) == '1' ? 9 : -9;
    }
    queries++;
  }

  private Segmentation decode() {
    return decode("");
  }

  private Segmentation decode(String more) {
    return InstanceHeadTest.spec("kind: query-masks, classes: c, masks: m" + more)
        .open(CATEGORIES)
        .decode(
            Map.of(
                "c",
                    ModelTensor.ofFloats(
                        new int[] {1, queries, 3}, java.util.Arrays.copyOf(classes, 3 * queries)),
                "m",
                    ModelTensor.ofFloats(
                        new int[] {1, queries, 1, PIXELS},
                        java.util.Arrays.copyOf(masks, PIXELS * queries))),
            List.of(new Placement(PIXELS, 1, PIXELS, 1, 0, 0, PIXELS, 1)))
        .get(0);
  }

  private String ids() {
    return ids("");
  }

  private String ids(String more) {
    StringBuilder ids = new StringBuilder();
    for (char id : decode(more).map().ids()) {
      ids.append((int) id);
    }
    return ids.toString();
  }

  @Test
  void shouldNumberQueriesInTheirOrder() {
    query(1, 0.85, "0000011111");
    query(0, 0.99, "1111100000");
    assertEquals("2222211111", ids());
    assertEquals(0.99, decode().segments().get(1).score(), 1e-5);
  }

  @Test
  void shouldCountQueriesAboveTheThresholdOnly() {
    query(0, 0.79, "1111100000");
    query(1, 0.81, "0000011111");
    assertEquals("0000011111", ids());
  }

  @Test
  void shouldNotCountAQueryThatIsJustAtTheThreshold() {
    Segmentation found =
        InstanceHeadTest.spec("kind: query-masks, classes: c, masks: m, score-threshold: 0.5")
            .open(Map.of(0, CategoryCatalog.STREET.get("person")))
            .decode(
                Map.of(
                    "c", ModelTensor.ofFloats(new int[] {1, 1, 2}, new float[2]),
                    "m", ModelTensor.ofFloats(new int[] {1, 1, 1, 1}, new float[] {9})),
                List.of(new Placement(1, 1, 1, 1, 0, 0, 1, 1)))
            .get(0);
    assertArrayEquals(new char[] {0}, found.map().ids());
  }

  @Test
  void shouldLeaveOutQueriesOfNoObject() {
    query(2, 0.99, "1111100000");
    query(1, 0.9, "0000011111");
    assertEquals("0000011111", ids());
  }

  @Test
  void shouldGiveAPixelToTheLargestProduct() {
    query(0, 0.85, "1111111000");
    query(1, 0.9, "0000001111");
    assertEquals("1111112222", ids());
  }

  @Test
  void shouldGiveAPixelToTheEarlierQueryOnTies() {
    query(0, 0.9, "1111100000");
    query(1, 0.9, "0000111111");
    assertEquals("1111122222", ids());
  }

  @Test
  void shouldKeepAQueryThatWinsJustEnoughOfItsMask() {
    query(0, 0.85, "1111100000");
    query(1, 0.9, "0000111111");
    // Four of five pixels are 0.8.
    assertEquals("1111222222", ids());
  }

  @Test
  void shouldVoidAQueryThatWinsTooLittleOfItsMask() {
    query(0, 0.85, "1111000000");
    query(1, 0.9, "0001111111");
    assertEquals("0001111111", ids());
  }

  @Test
  void shouldVoidPixelsThatNoMaskHolds() {
    query(0, 0.9, "1110000000");
    assertEquals("1110000000", ids());
    query(1, 0.91, "0000001111");
    assertEquals("1110002222", ids());
  }

  @Test
  void shouldMergeStuffButNotThings() {
    query(1, 0.9, "1100000000");
    query(1, 0.95, "0000000011");
    query(0, 0.9, "0011100000");
    query(0, 0.9, "0000011100");
    assertEquals("1122233311", ids());
    assertEquals(0.95, decode().segments().get(0).score(), 1e-5);
  }

  @Test
  void shouldGiveVoidWhenNothingCounts() {
    query(2, 0.99, "1111100000");
    assertEquals("0000000000", ids());
  }

  /** Of two masks that are equally sure each has a half, of three a third: 0.4 is between. */
  @Test
  void shouldGiveAPixelToTheSurestOfMasksThatExcludeEachOther() {
    query(0, 0.75, "1111110000");
    query(1, 0.99, "0000011111");
    query(2, 0.99, "1110000000");
    assertEquals("1111112222", ids(", mask-activation: softmax"));
    query(2, 0.99, "0000010000");
    assertEquals("1111102222", ids(", mask-activation: softmax"));
    assertEquals("1111112222", ids(", mask-activation: softmax, pixel-threshold: 0.33"));
  }

  @Test
  void shouldLeavePixelsOfQueriesThatDoNotCountToNobody() {
    query(2, 0.99, "1110000000");
    query(0, 0.69, "0001110000");
    query(1, 0.71, "1000001111");
    assertEquals("0000001111", ids(", mask-activation: softmax"));
  }

  @Test
  void shouldVoidAQueryThatIsSureOfTooLittleOfWhatItWins() {
    query(0, 0.9, "1111111111");
    query(1, 0.9, "0000011111");
    query(2, 0.9, "0000011111");
    assertEquals("1111100000", ids(", mask-activation: softmax"));
    assertEquals("0000000000", ids(", mask-activation: softmax, overlap: 0.51"));
  }

  @Test
  void shouldRefuseShapesThatDoNotBelongTogether() {
    assertEquals(
        "outputs 'c' and 'm' have the shapes [1, 2, 3] and [1, 1, 1, 1];"
            + " [1, queries, labels + 1] and [1, queries, h, w] are expected",
        assertThrows(
                SegmenterException.class,
                () ->
                    InstanceHeadTest.spec("kind: query-masks, classes: c, masks: m")
                        .open(CATEGORIES)
                        .decode(
                            Map.of(
                                "c", ModelTensor.ofFloats(new int[] {1, 2, 3}, new float[6]),
                                "m", ModelTensor.ofFloats(new int[] {1, 1, 1, 1}, new float[1])),
                            List.of(new Placement(1, 1, 1, 1, 0, 0, 1, 1))))
            .getMessage());
  }
}
