package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inputs of 16 × 8 pixels in frames of 32 × 16, unless a test says otherwise. */
class InstanceHeadTest {

  private static final Map<Integer, Category> CATEGORIES =
      Map.of(1, CategoryCatalog.STREET.get("person"), 3, CategoryCatalog.STREET.get("car"));
  private static final Placement PLACEMENT = new Placement(32, 16, 16, 8, 0, 0, 16, 8);

  private final Map<String, ModelTensor> outputs = new HashMap<>();

  static HeadSpec spec(String yaml) {
    ConfigDocument document =
        ConfigDocument.parse("model.yaml", "head: {" + yaml + "}\n", Map.of());
    HeadSpec spec = Heads.read(document.root().mapping("head"));
    document.finish();
    return spec;
  }

  private void give(String name, int[] shape, double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    outputs.put(name, ModelTensor.ofFloats(shape, floats));
  }

  private Segmentation decode(String yaml, Placement placement) {
    return spec(yaml).open(CATEGORIES).decode(outputs, List.of(placement)).get(0);
  }

  private Segmentation decode(String yaml) {
    return decode(yaml, PLACEMENT);
  }

  private static double[] full(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  private static final String BOXES =
      "kind: boxes, boxes: b, scores: s, classes: c, fill-boxes: true";

  @Test
  void shouldReadBoxesOfEveryFormat() {
    give("s", new int[] {1, 1}, 0.9);
    give("c", new int[] {1, 1}, 1);
    String expected = "person 48 @8,4-16,10; ";
    give("b", new int[] {1, 1, 4}, 0.25, 0.25, 0.625, 0.5);
    assertEquals(expected, HeadTables.table(decode(BOXES)));
    give("b", new int[] {1, 1, 4}, 4, 2, 8, 5);
    assertEquals(
        expected, HeadTables.table(decode(BOXES + ", box-format: xyxy, box-units: pixels")));
    give("b", new int[] {1, 1, 4}, 6, 3.5, 4, 3);
    assertEquals(
        expected, HeadTables.table(decode(BOXES + ", box-format: cxcywh, box-units: pixels")));
  }

  @Test
  void shouldFindBoxesInALetterbox() {
    give("s", new int[] {1, 1}, 0.9);
    give("c", new int[] {1, 1}, 1);
    give("b", new int[] {1, 1, 4}, 4, 3, 8, 5);
    Placement letterbox = new Placement(32, 8, 16, 8, 0, 2, 16, 4);
    assertEquals(
        "person 32 @8,2-16,6; ",
        HeadTables.table(decode(BOXES + ", box-format: xyxy, box-units: pixels", letterbox)));
  }

  @Test
  void shouldTakeTheBestOfScoresByLabel() {
    give("b", new int[] {1, 2, 4}, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1);
    give("s", new int[] {1, 2, 3}, 0.1, 0.6, 0.2, 0.9, 0.1, 0.1);
    assertEquals(
        "person 128 @0,0-16,8; ",
        HeadTables.table(decode("kind: boxes, boxes: b, scores: s, fill-boxes: true")));
    assertEquals(
        "person 128 @16,8-32,16; ",
        HeadTables.table(
            decode("kind: boxes, boxes: b, scores: s, fill-boxes: true, first-label: 1")));
  }

  @Test
  void shouldLeaveOutLowScoresUnknownLabelsAndEmptyBoxes() {
    give(
        "b", new int[] {1, 4, 4}, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1, 0.5, 0.5, 0.5, 1, 0, 0, 0.5, 0.5);
    give("s", new int[] {1, 4}, 0.49, 0.9, 0.9, Double.NaN);
    give("c", new int[] {1, 4}, 1, 7, 1, 1);
    assertEquals("", HeadTables.table(decode(BOXES)));
    give("s", new int[] {1, 4}, 0.5, 0.9, 0.9, Double.NaN);
    assertEquals("person 128 @0,0-16,8; ", HeadTables.table(decode(BOXES)));
  }

  @Test
  void shouldSuppressBoxesOfOneClassOnly() {
    give("b", new int[] {1, 3, 4}, 0, 0, 1, 0.5, 0, 0, 1, 0.4, 0, 0, 1, 0.4);
    give("s", new int[] {1, 3}, 0.6, 0.9, 0.7);
    give("c", new int[] {1, 3}, 1, 1, 3);
    String keepAll = BOXES + ", overlap: 1, nms-iou: 0.5";
    assertEquals("person 208 @0,0-13,16; ", HeadTables.table(decode(keepAll + ", nms: per-class")));
    assertEquals("person 208 @0,0-13,16; ", HeadTables.table(decode(keepAll + ", nms: agnostic")));
    assertEquals(
        "person 208 @0,0-13,16; person 48 @13,0-16,16; ",
        HeadTables.table(decode(keepAll + ", nms: none")));
  }

  @Test
  void shouldKeepTheBestAndNoMoreThanAsked() {
    give("b", new int[] {1, 2, 4}, 0, 0, 0.5, 0.5, 0.5, 0.5, 1, 1);
    give("s", new int[] {1, 2}, 0.6, 0.9);
    give("c", new int[] {1, 2}, 1, 1);
    assertEquals("person 128 @16,8-32,16; ", HeadTables.table(decode(BOXES + ", most: 1")));
  }

  @Test
  void shouldPasteAMaskIntoItsBox() {
    give("b", new int[] {1, 1, 4}, 0, 0, 1, 0.5);
    give("s", new int[] {1, 1}, 0.9);
    give("c", new int[] {1, 1}, 3);
    give("m", new int[] {1, 1, 2, 2}, 1, 0, 1, 0);
    // The mask's left half, whose outward corners fade in both directions.
    assertEquals(
        "car 104 @0,0-8,16; ",
        HeadTables.table(decode("kind: instances, boxes: b, scores: s, classes: c, masks: m")));
  }

  @Test
  void shouldTakeTheMaskOfTheLabel() {
    give("b", new int[] {1, 4}, 0, 0, 1, 1);
    give("s", new int[] {1}, 0.9);
    give("c", new int[] {1}, 1);
    double[] masks = new double[2 * 16];
    Arrays.fill(masks, 16, 32, 9);
    Arrays.fill(masks, 0, 16, -9);
    give("m", new int[] {1, 2, 4, 4}, masks);
    Segmentation found =
        decode(
            "kind: instances, boxes: b, scores: s, classes: c, masks: m, mask-values: logits,"
                + " mask-area: input");
    assertEquals("person 512 @0,0-32,16; ", HeadTables.table(found));
    assertEquals(0.9, found.segments().get(0).score(), 1e-6);
  }

  @Test
  void shouldSpreadMasksOfTheWholeInput() {
    give("b", new int[] {1, 1, 4}, 0, 0, 1, 1);
    give("s", new int[] {1, 1}, 0.9);
    give("c", new int[] {1, 1}, 1);
    give("m", new int[] {1, 1, 1, 4}, 0, 1, 1, 0);
    assertEquals(
        "person 256 @8,0-24,16; ",
        HeadTables.table(
            decode(
                "kind: instances, boxes: b, scores: s, classes: c, masks: m, mask-area: input")));
  }

  @Test
  void shouldMixPrototypesAndCutThemToTheBox() {
    give("b", new int[] {1, 2, 4}, 0, 0, 1, 1, 0, 0, 1, 0.5);
    give("s", new int[] {1, 2}, 0.9, 0.8);
    give("c", new int[] {1, 2}, 1, 3);
    give("k", new int[] {1, 2, 2}, 1, 0, 0, 1);
    // The first prototype is sure of the lower half, the second of the upper.
    give("p", new int[] {1, 2, 1, 2}, -9, 9, 9, -9);
    String yaml =
        "kind: prototypes, boxes: b, scores: s, classes: c, coefficients: k, prototypes: p";
    assertEquals("person 256 @0,8-32,16; car 128 @0,0-16,8; ", HeadTables.table(decode(yaml)));
    give("p", new int[] {1, 2, 2, 1}, -9, 9, 9, -9);
    assertEquals(
        "person 256 @0,8-32,16; car 128 @0,0-16,8; ",
        HeadTables.table(decode(yaml + ", layout: nchw")));
  }

  @Test
  void shouldDecodeGridsOfYolox() {
    Map<Integer, Category> first = Map.of(1, CategoryCatalog.STREET.get("car"));
    // 16 x 8 at strides 4 and 8: 4 x 2 cells, then 2 x 1.
    double[] values = new double[10 * 7];
    int cell = 7 * 6;
    System.arraycopy(new double[] {0.5, -0.5, Math.log(2), 0, 0.9, 0, 0.9}, 0, values, cell, 7);
    System.arraycopy(new double[] {0, 0, 0, 0, 0.9, 0.9, 0}, 0, values, 7 * 8, 7);
    give("o", new int[] {1, 10, 7}, values);
    String yaml = "kind: yolox, output: o, strides: [4, 8], fill-boxes: true, score-threshold: 0.8";
    Segmentation found = spec(yaml).open(first).decode(outputs, List.of(PLACEMENT)).get(0);
    assertEquals("car 128 @12,0-28,8; ", HeadTables.table(found));
    assertEquals(0.81, found.segments().get(0).score(), 1e-6);
    give("o", new int[] {1, 9, 7}, full(63, 0));
    assertEquals(
        "output 'o' has the shape [1, 9, 7] where [1, 10, 5 + labels] is expected for an input of"
            + " 16x8 and strides [4, 8]",
        assertThrows(
                SegmenterException.class,
                () -> spec(yaml).open(first).decode(outputs, List.of(PLACEMENT)))
            .getMessage());
  }

  @Test
  void shouldAskWhoeverHasNoMasksToFillBoxes() {
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> spec("kind: boxes, boxes: b, scores: s, classes: c"));
    assertEquals(
        1, error.getMessage().split("write 'fill-boxes: true'", -1).length - 1, error.getMessage());
  }

  @Test
  void shouldRefuseMasksThatAreNotOneABox() {
    give("b", new int[] {1, 2, 4}, 0, 0, 1, 1, 0, 0, 1, 1);
    give("s", new int[] {1, 2}, 0.9, 0.9);
    give("c", new int[] {1, 2}, 1, 1);
    give("m", new int[] {1, 3, 2, 2}, full(12, 1));
    assertEquals(
        "output 'm' has the shape [1, 3, 2, 2] where a mask for each of 2 boxes is expected",
        assertThrows(
                SegmenterException.class,
                () -> decode("kind: instances, boxes: b, scores: s, classes: c, masks: m"))
            .getMessage());
  }
}
