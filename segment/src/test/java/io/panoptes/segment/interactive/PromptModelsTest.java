package io.panoptes.segment.interactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelSegmenter;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.prompt.BoxPrompt;
import io.panoptes.segment.prompt.ExtremePoints;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.MaskPrompt;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptException;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSegmenter;
import io.panoptes.segment.prompt.PromptSession;
import io.panoptes.segment.tensorflow.TinyGraphs;
import io.panoptes.segment.testing.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real graphs whose answer is known by construction. */
class PromptModelsTest {

  @TempDir Path folder;

  private PromptSegmenter open(String yaml) throws IOException {
    Files.writeString(folder.resolve("model.yaml"), yaml);
    return PromptModels.open("test", ModelManifest.read(folder), RuntimeOptions.cpu());
  }

  private String error(String yaml) {
    return assertThrows(SegmenterException.class, () -> open(yaml).close()).getMessage();
  }

  /** Grey by columns: 0, 10, 20, ... */
  private static Image ramp(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (10 * (i / 3 % width));
    }
    return Image.of(width, height, bgr);
  }

  private static PromptResult ask(PromptSegmenter segmenter, Image image, Prompt... prompts) {
    try (PromptSession session = segmenter.open(image)) {
      return session.segment(List.of(prompts));
    }
  }

  private static List<Integer> columns(Mask mask) {
    return java.util.stream.IntStream.range(0, mask.width())
        .filter(x -> mask.at(x, mask.height() / 2))
        .boxed()
        .toList();
  }

  /* ---- encoder and decoder ---- */

  private static final String TWO_GRAPHS =
      """
      runtime: onnx
      files: [{path: encoder.onnx}, {path: decoder.onnx}]
      input: {name: image, width: 8, height: 8, layout: nchw, fit: letterbox, align: corner}
      prompt:
        kind: encoder-decoder
        encoder: encoder.onnx
        decoder: decoder.onnx
        mask-input: mask_input
        has-mask-input: has_mask_input
      """;

  /**
   * The embedding is the grey of each pixel. The first mask has the pixels that are at most as far
   * from the sum of the points' x (times their label plus one) as 15 grey levels of 10 a pixel; the
   * second, better one has those of the rough mask, if it counts.
   */
  private void encoderAndDecoder() throws IOException {
    new OnnxGraph()
        .input("image", OnnxGraph.FLOAT, 1, 3, 8, 8)
        .node(
            "ReduceMean",
            List.of("image"),
            List.of("image_embeddings"),
            Map.of("axes", new int[] {1}, "keepdims", 1))
        .output("image_embeddings", OnnxGraph.FLOAT, 1, 1, 8, 8)
        .write(folder.resolve("encoder.onnx"));
    new OnnxGraph()
        .input("image_embeddings", OnnxGraph.FLOAT, 1, 1, 8, 8)
        .input("point_coords", OnnxGraph.FLOAT, 1, -1, 2)
        .input("point_labels", OnnxGraph.FLOAT, 1, -1)
        .input("mask_input", OnnxGraph.FLOAT, 1, 1, 8, 8)
        .input("has_mask_input", OnnxGraph.FLOAT, 1)
        .constant("x_only", new int[] {1, 1, 2}, 1f, 0f)
        .constant("one", new int[] {1}, 1f)
        .constant("ten", new int[] {1}, 10f)
        .constant("near", new int[] {1}, 15f)
        .constant("axis", new int[] {1}, 2L)
        .constant("all", new int[] {1}, 1L)
        .constant("shape", new int[] {4}, 1L, 1L, 1L, 1L)
        .node("Mul", List.of("point_coords", "x_only"), List.of("xs"))
        .node("ReduceSum", List.of("xs", "axis"), List.of("x"), Map.of("keepdims", 0))
        .node("Add", List.of("point_labels", "one"), List.of("weights"))
        .node("Mul", List.of("x", "weights"), List.of("weighted"))
        .node("ReduceSum", List.of("weighted", "all"), List.of("sum"), Map.of("keepdims", 0))
        .node("Mul", List.of("sum", "ten"), List.of("grey"))
        .node("Reshape", List.of("grey", "shape"), List.of("target"))
        .node("Sub", List.of("image_embeddings", "target"), List.of("difference"))
        .node("Abs", List.of("difference"), List.of("distance"))
        .node("Sub", List.of("near", "distance"), List.of("first"))
        .node("Concat", List.of("first", "mask_input"), List.of("masks"), Map.of("axis", 1))
        .constant("half", new int[] {1, 1}, 0.5f)
        .node("Reshape", List.of("has_mask_input", "square"), List.of("counts"))
        .constant("square", new int[] {2}, 1L, 1L)
        .node("Concat", List.of("half", "counts"), List.of("iou_predictions"), Map.of("axis", 1))
        .output("masks", OnnxGraph.FLOAT, 1, 2, 8, 8)
        .output("iou_predictions", OnnxGraph.FLOAT, 1, 2)
        .write(folder.resolve("decoder.onnx"));
  }

  @Test
  void shouldAskADecoderAboutWhatTheEncoderMadeOfThePicture() throws Exception {
    encoderAndDecoder();
    try (PromptSegmenter segmenter = open(TWO_GRAPHS);
        PromptSession session = segmenter.open(ramp(8, 6))) {
      // (1.5 + 0.5) * 2 for a positive point at column 1 gives 3 * 10; 3.5 * 1 for a negative one
      // 35.
      PromptResult positive = session.segment(List.of(new PointPrompt(1, 3, true)));
      assertEquals(List.of(2, 3, 4), columns(positive.mask()));
      assertEquals(0.5, positive.score());
      assertEquals(18, positive.mask().area());
      PromptResult both =
          session.segment(List.of(new PointPrompt(1, 3, true), new PointPrompt(2, 3, false)));
      assertEquals(List.of(5, 6), columns(both.mask()));
      assertEquals(positive.mask(), session.segment(List.of(new PointPrompt(1, 3, true))).mask());
    }
  }

  @Test
  void shouldGiveABoxAsItsCorners() throws Exception {
    encoderAndDecoder();
    try (PromptSegmenter segmenter = open(TWO_GRAPHS)) {
      // 0 * 3 + 1 * 4 gives 40.
      PromptResult result = ask(segmenter, ramp(8, 8), new BoxPrompt(new Box(0, 0, 1, 2)));
      assertEquals(List.of(3, 4, 5), columns(result.mask()));
    }
  }

  @Test
  void shouldScalePointsIntoTheInputAndMasksBack() throws Exception {
    encoderAndDecoder();
    try (PromptSegmenter segmenter = open(TWO_GRAPHS)) {
      byte[] inside = new byte[16 * 4];
      Arrays.fill(inside, 0, 32, (byte) 1);
      Mask upper = new Mask(16, 4, inside);
      PromptResult result =
          ask(segmenter, ramp(16, 4), new PointPrompt(1, 1, true), new MaskPrompt(upper));
      assertEquals(1, result.score());
      assertEquals(upper, result.mask());
    }
  }

  @Test
  void shouldTellWhichGraphsAndTensorsThereAre() throws Exception {
    encoderAndDecoder();
    assertEquals(
        "the manifest in %s names the graph 'x.onnx', which is not among its files; they are"
                .formatted(folder)
            + " [encoder.onnx, decoder.onnx]",
        error(TWO_GRAPHS.replace("decoder: decoder.onnx", "decoder: x.onnx")));
    assertEquals(
        "the model has no input tensor 'mask'; it has has_mask_input, image_embeddings, mask_input,"
            + " point_coords, point_labels",
        error(TWO_GRAPHS.replace("mask-input: mask_input\n", "mask-input: mask\n")));
    assertEquals(
        "the model has no output tensor 'quality'; it has iou_predictions, masks",
        error(TWO_GRAPHS + "  scores: quality\n"));
  }

  /* ---- extreme points ---- */

  private static final String EXTREME =
      """
      runtime: %s
      format: %s
      files: [{path: graph}]
      input: {name: image, width: 20, height: 20, layout: %s}
      prompt: {kind: extreme-points, mask: mask, margin: 5, sigma: 2, peak: 1, threshold: 0.4}
      """;

  /** The mask is the fourth channel: the Gaussians themselves. */
  private void heatAlone() throws IOException {
    new OnnxGraph()
        .input("image", OnnxGraph.FLOAT, 1, 4, 20, 20)
        .constant("from", new int[] {1}, 3L)
        .constant("to", new int[] {1}, 4L)
        .constant("axis", new int[] {1}, 1L)
        .node("Slice", List.of("image", "from", "to", "axis"), List.of("mask"))
        .output("mask", OnnxGraph.FLOAT, 1, 1, 20, 20)
        .write(folder.resolve("graph"));
  }

  private static final ExtremePoints POINTS =
      new ExtremePoints(
          List.of(new Point(10, 15), new Point(15, 10), new Point(19, 15), new Point(15, 19)));

  /** Pixels with a Gaussian above 0.4 lie within 2.7 pixels of an extreme point. */
  private static void assertNearThePoints(Mask mask) {
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        boolean near = false;
        for (Point point : POINTS.points()) {
          near |= point.distanceTo(new Point(x, y)) < 2 * Math.sqrt(-2 * Math.log(0.4));
        }
        assertEquals(near, mask.at(x, y), "at " + x + ", " + y);
      }
    }
  }

  @Test
  void shouldCutAroundExtremePointsAndPasteTheMaskBack() throws Exception {
    heatAlone();
    try (PromptSegmenter segmenter = open(EXTREME.formatted("onnx", "onnx", "nchw"))) {
      assertNearThePoints(ask(segmenter, ramp(25, 24), POINTS).mask());
      PromptException error =
          assertThrows(
              PromptException.class,
              () -> ask(segmenter, ramp(25, 24), new PointPrompt(1, 1, true)));
      assertEquals(
          "test takes four extreme points and nothing else; give the leftmost, topmost, rightmost"
              + " and bottommost point of the thing",
          error.getMessage());
    }
  }

  @Test
  void shouldRunTensorFlowModelsToo() throws Exception {
    TinyGraphs.lastChannel(folder.resolve("graph"), 20, 4);
    try (PromptSegmenter segmenter =
        open(EXTREME.formatted("tensorflow", "frozen-graph", "nhwc"))) {
      assertNearThePoints(ask(segmenter, ramp(25, 24), POINTS).mask());
    }
  }

  @Test
  void shouldRefuseAGraphWithTooFewChannels() throws Exception {
    new OnnxGraph()
        .input("image", OnnxGraph.FLOAT, 1, 3, 20, 20)
        .node("Identity", List.of("image"), List.of("mask"))
        .output("mask", OnnxGraph.FLOAT, 1, 3, 20, 20)
        .write(folder.resolve("graph"));
    assertEquals(
        "input 'image' has the shape [1, 3, 20, 20] where the manifest's size and layout make"
            + " [-1, 4, 20, 20]",
        error(EXTREME.formatted("onnx", "onnx", "nchw")));
  }

  /* ---- clicks ---- */

  private static final String CLICKS =
      """
      runtime: onnx
      files: [{path: graph}]
      input: {name: image, width: 12, height: 8, layout: nchw}
      prompt: {kind: clicks, mask: mask, logits: false, radius: 2%s}
      """;

  /** The mask is the map of positive clicks less that of negative ones, and the mask so far. */
  private void difference(boolean previous, boolean separate) throws IOException {
    int maps = previous ? 3 : 2;
    OnnxGraph graph =
        new OnnxGraph().input("image", OnnxGraph.FLOAT, 1, separate ? 3 : 3 + maps, 8, 12);
    if (separate) {
      graph.input("maps", OnnxGraph.FLOAT, 1, maps, 8, 12);
    }
    float[] weights = new float[separate ? maps : 3 + maps];
    weights[weights.length - 1] = -1;
    weights[weights.length - 2] = 1;
    if (previous) {
      weights[weights.length - 3] = 1;
    }
    graph
        .constant("weights", new int[] {1, weights.length, 1, 1}, weights)
        .node("Conv", List.of(separate ? "maps" : "image", "weights"), List.of("mask"))
        .output("mask", OnnxGraph.FLOAT, 1, 1, 8, 12)
        .write(folder.resolve("graph"));
  }

  @Test
  void shouldDrawClicksAsDisksBehindThePicture() throws Exception {
    difference(false, false);
    try (PromptSegmenter segmenter = open(CLICKS.formatted(""))) {
      PromptResult one = ask(segmenter, ramp(12, 8), new PointPrompt(3, 4, true));
      assertEquals(List.of(1, 2, 3, 4, 5), columns(one.mask()));
      assertEquals(13, one.mask().area());
      assertEquals(1, one.score());
      PromptResult two =
          ask(
              segmenter,
              ramp(12, 8),
              new PointPrompt(3, 4, true),
              new PointPrompt(6, 4, false),
              new PointPrompt(9.9, 4, true));
      assertEquals(List.of(1, 2, 3, 9, 10, 11), columns(two.mask()));
      PromptException error =
          assertThrows(
              PromptException.class,
              () -> ask(segmenter, ramp(12, 8), new BoxPrompt(new Box(1, 1, 3, 3))));
      assertEquals(
          "test takes clicks and nothing else; give points on the thing and beside it",
          error.getMessage());
    }
  }

  @Test
  void shouldGiveMapsOfTheirOwnAndTheMaskSoFar() throws Exception {
    difference(true, true);
    try (PromptSegmenter segmenter = open(CLICKS.formatted(", maps: maps, previous-mask: true"))) {
      byte[] inside = new byte[24 * 16];
      Arrays.fill(inside, 0, 24 * 4, (byte) 1);
      Mask upper = new Mask(24, 16, inside);
      PromptResult result =
          ask(segmenter, ramp(24, 16), new MaskPrompt(upper), new PointPrompt(4, 1, false));
      assertTrue(result.mask().at(12, 1));
      assertTrue(!result.mask().at(4, 1));
      assertTrue(!result.mask().at(12, 6));
    }
  }

  @Test
  void shouldTellModelsOfOneSortFromThoseOfTheOther() throws Exception {
    difference(false, false);
    open(CLICKS.formatted("")).close();
    ModelManifest prompted = ModelManifest.read(folder);
    assertEquals(
        "the model in %s answers prompts and segments no frames by itself; name one whose manifest"
                .formatted(folder)
            + " has a section 'head'",
        assertThrows(
                SegmenterException.class,
                () -> ModelSegmenter.open("x", prompted, RuntimeOptions.cpu()))
            .getMessage());
    assertEquals(
        "the model in %s segments whole frames and answers no prompts; name one whose manifest has"
                .formatted(folder)
            + " a section 'prompt'",
        error(
            """
            runtime: onnx
            files: [{path: graph}]
            input: {name: image}
            head: {kind: label-map, labels: mask}
            categories: [{name: road}]
            """));
    assertTrue(
        error(CLICKS.formatted(", radios: 3")).contains("did you mean 'radius'?"),
        "unknown keys are errors");
  }
}
