package io.panoptes.segment.tensorflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.model.Device;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelSegmenter;
import io.panoptes.segment.model.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.ArgMax;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The models label each pixel by its strongest channel: 0 red, 1 green, 2 blue. */
class TensorFlowSegmenterTest {

  private static final String MANIFEST =
      """
      runtime: tensorflow
      format: %s
      files:
        - path: %s
          sha256: "%s"
      input: {name: image, width: 4, height: 2, layout: nhwc, colour: rgb, scale: 0.00392156862}
      head: {kind: label-map, labels: labels, min-area: 0.01}
      categories:
        - {label: 0, name: person}
        - {label: 1, name: grass}
        - {label: 2, name: pond, kind: stuff, colour: "#0000ff"}
      """;

  @TempDir Path folder;

  private static ArgMax<TInt64> strongestChannel(Ops ops, Shape shape) {
    Placeholder<TFloat32> image =
        ops.withName("image").placeholder(TFloat32.class, Placeholder.shape(shape));
    return ops.withName("labels").math.argMax(image, ops.constant(3), TInt64.class);
  }

  private void savedModel(long pictures) throws IOException {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<TFloat32> image =
          ops.withName("in")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(pictures, 2, 4, 3)));
      ArgMax<TInt64> labels = ops.withName("out").math.argMax(image, ops.constant(3), TInt64.class);
      try (Session session = new Session(graph)) {
        SavedModelBundle.exporter(folder.toString())
            .withFunction(
                SessionFunction.create(
                    Signature.builder().input("image", image).output("labels", labels).build(),
                    session))
            .export();
      }
    }
    manifest("saved-model", "saved_model.pb");
  }

  private void frozenGraph(Shape shape) throws IOException {
    try (Graph graph = new Graph()) {
      strongestChannel(Ops.create(graph), shape);
      Files.write(folder.resolve("graph.pb"), graph.toGraphDef().toByteArray());
    }
    manifest("frozen-graph", "graph.pb");
  }

  private void manifest(String format, String file) throws IOException {
    Files.writeString(
        folder.resolve("model.yaml"),
        MANIFEST.formatted(format, file, Hashes.ofFile(folder.resolve(file))));
  }

  private void edit(String what, String by) throws IOException {
    Path file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace(what, by));
  }

  private Segmenter open() {
    return Segmenters.load()
        .choose("tensorflow:" + folder, SegmentSettings.defaults())
        .open(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  private String openError() {
    return assertThrows(SegmenterException.class, this::open).getMessage();
  }

  /** Red at both ends of the upper row, blue below, green elsewhere. */
  private static Image picture() {
    byte[] red = {0, 0, (byte) 200};
    byte[] green = {0, (byte) 200, 0};
    byte[] blue = {(byte) 200, 0, 0};
    byte[][] pixels = {red, green, green, red, blue, blue, blue, blue};
    byte[] bgr = new byte[24];
    for (int i = 0; i < 8; i++) {
      System.arraycopy(pixels[i], 0, bgr, 3 * i, 3);
    }
    return Image.of(4, 2, bgr);
  }

  private static void assertAnswer(Segmentation segmentation) {
    assertArrayEquals(new char[] {1, 3, 3, 2, 4, 4, 4, 4}, segmentation.map().ids());
    assertEquals(
        List.of("person", "person", "grass", "pond"),
        segmentation.segments().stream().map(s -> s.category().name()).toList());
    assertEquals(102, segmentation.segments().get(3).category().id());
    assertEquals(0x0000FF, segmentation.segments().get(3).category().rgb());
  }

  @Test
  void shouldRunASavedModelOnABatch() throws Exception {
    savedModel(-1);
    try (Segmenter segmenter = open()) {
      segmenter.warmUp();
      List<Segmentation> results =
          segmenter.segment(List.of(Frames.picture(0, picture()), Frames.picture(1, picture())));
      assertEquals(2, results.size());
      assertAnswer(results.get(0));
      assertAnswer(results.get(1));
    }
  }

  @Test
  void shouldRunAModelThatTakesOnePictureAtATime() throws Exception {
    savedModel(1);
    try (Segmenter segmenter = open()) {
      List<Segmentation> results =
          segmenter.segment(List.of(Frames.picture(0, picture()), Frames.picture(1, picture())));
      assertAnswer(results.get(1));
    }
  }

  @Test
  void shouldPreferTheServingSignature() throws Exception {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<TFloat32> image =
          ops.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2, 4, 3)));
      ArgMax<TInt64> labels = ops.math.argMax(image, ops.constant(3), TInt64.class);
      ArgMax<TInt64> rows = ops.math.argMax(image, ops.constant(1), TInt64.class);
      try (Session session = new Session(graph)) {
        SavedModelBundle.exporter(folder.toString())
            .withFunctions(
                function(session, "another", image, "labels", rows),
                function(
                    session,
                    "__saved_model_init_op",
                    image,
                    "__saved_model_init_op",
                    ops.constant(1)),
                function(session, "serving_default", image, "labels", labels))
            .export();
      }
    }
    manifest("saved-model", "saved_model.pb");
    try (Segmenter segmenter = open()) {
      assertAnswer(segmenter.segment(List.of(Frames.picture(0, picture()))).get(0));
    }
    edit("labels: labels", "labels: nothing");
    assertEquals("the model has no output tensor 'nothing'; it has labels", openError());
  }

  private static SessionFunction function(
      Session session, String key, Placeholder<TFloat32> image, String name, Operand<?> output) {
    return SessionFunction.create(
        Signature.builder(key).input("image", image).output(name, output).build(), session);
  }

  @Test
  void shouldRunAFrozenGraph() throws Exception {
    frozenGraph(Shape.of(-1, 2, 4, 3));
    try (Segmenter segmenter = open()) {
      assertAnswer(segmenter.segment(List.of(Frames.picture(0, picture()))).get(0));
    }
  }

  @Test
  void shouldRunAGraphThatGivesScores() throws Exception {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<TFloat32> image =
          ops.withName("image")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2, 4, 3)));
      ops.withName("labels").identity(image);
      Files.write(folder.resolve("graph.pb"), graph.toGraphDef().toByteArray());
    }
    manifest("frozen-graph", "graph.pb");
    edit("kind: label-map, labels:", "kind: logits, logits:");
    try (Segmenter segmenter = open()) {
      assertAnswer(segmenter.segment(List.of(Frames.picture(0, picture()))).get(0));
    }
  }

  @Test
  void shouldNameTheTensorsThatExistWhenOneIsMissing() throws Exception {
    savedModel(-1);
    edit("labels: labels", "labels: lables");
    assertEquals("the model has no output tensor 'lables'; it has labels", openError());
    frozenGraph(Shape.of(-1, 2, 4, 3));
    edit("name: image", "name: picture");
    assertEquals("the model has no input tensor 'picture'; it has image", openError());
  }

  @Test
  void shouldRefuseAnInputOfAnotherShape() throws Exception {
    frozenGraph(Shape.of(-1, 16, 16, 3));
    String error = openError();
    assertEquals(
        "input 'image' has the shape [-1, 16, 16, 3]"
            + " where the manifest's size and layout make [-1, 2, 4, 3]",
        error);
  }

  @Test
  void shouldRefuseAnOutputOfAnotherShape() throws Exception {
    frozenGraph(Shape.of(-1, 2, 4, 3));
    edit("kind: label-map, labels:", "kind: logits, logits:");
    assertEquals(
        "output 'labels' (logits) has the shape [-1, 2, 4]; 4 dimensions are needed", openError());
  }

  @Test
  void shouldRefuseAFileWithAnotherChecksum() throws Exception {
    frozenGraph(Shape.of(-1, 2, 4, 3));
    Files.write(folder.resolve("graph.pb"), new byte[] {1, 2, 3});
    String error = openError();
    assertTrue(error.contains("has SHA-256 039058c6"), error);
    assertTrue(error.endsWith("get the right file"), error);
  }

  @Test
  void shouldSayWhenAFileIsNoGraph() throws Exception {
    frozenGraph(Shape.of(-1, 2, 4, 3));
    Files.write(folder.resolve("graph.pb"), new byte[] {1, 2, 3});
    manifest("frozen-graph", "graph.pb");
    assertTrue(openError().startsWith("TensorFlow cannot load the model in " + folder));
  }

  @Test
  void shouldRefuseAnUnknownCategory() throws Exception {
    frozenGraph(Shape.of(-1, 2, 4, 3));
    edit("name: pond, kind: stuff", "name: pond");
    String error = openError();
    assertTrue(error.contains("names the unknown category 'pond'"), error);
  }

  @Test
  void shouldSayWhenThereIsNoManifest() {
    assertTrue(openError().startsWith("there is no model manifest " + folder));
  }

  @Test
  void shouldHashTheManifestWithTheFiles() throws Exception {
    frozenGraph(Shape.of(-1, 2, 4, 3));
    String before = hash();
    edit("min-area: 0.01", "min-area: 0.02");
    assertTrue(!before.equals(hash()) && before.length() == 64);
  }

  private String hash() {
    return Segmenters.load()
        .choose("tensorflow:" + folder, SegmentSettings.defaults())
        .hash(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  @Test
  void shouldNameTheDevicesThatExistWhenTheGpuIsMissing() throws Exception {
    savedModel(-1);
    ModelManifest manifest = ModelManifest.read(folder);
    RuntimeOptions options = new RuntimeOptions(1, new Device(7), 0.5);
    assertEquals(
        "the device is gpu:7, but TensorFlow finds only CPU:0; use the device cpu, or build with"
            + " -Pgpu and install NVIDIA's driver, CUDA and cuDNN (see docs/models.md)",
        assertThrows(SegmenterException.class, () -> ModelSegmenter.open("x", manifest, options))
            .getMessage());
  }
}
