package io.panoptes.segment.appearance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.tensorflow.TinyGraphs;
import io.panoptes.segment.testing.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models' vector is a crop's mean red, green and blue. */
class EmbeddingModelTest {

  private static final int SIDE = 60;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category CAR = CategoryCatalog.STREET.get("car");

  private static final String MANIFEST =
      """
      runtime: %s
      format: %s
      files: [{path: graph}]
      input: {name: image, width: 12, height: 12}
      head: {kind: embedding, embedding: mean, threshold: 0.75}
      categories: [{name: person}]
      """;

  @TempDir Path folder;

  private final byte[] bgr = new byte[3 * SIDE * SIDE];
  private final char[] ids = new char[SIDE * SIDE];

  private void onnx(int crops) throws IOException {
    new OnnxGraph()
        .input("image", OnnxGraph.FLOAT, crops, 12, 12, 3)
        .node(
            "ReduceMean",
            List.of("image"),
            List.of("mean"),
            Map.of("axes", new int[] {1, 2}, "keepdims", 0))
        .output("mean", OnnxGraph.FLOAT, crops, 3)
        .write(folder.resolve("graph"));
    Files.writeString(folder.resolve("model.yaml"), MANIFEST.formatted("onnx", "onnx"));
  }

  private void edit(String what, String by) throws IOException {
    Path file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace(what, by));
  }

  private EmbeddingModel open() {
    return EmbeddingModel.open(ModelManifest.read(folder), RuntimeOptions.cpu());
  }

  private String openError() {
    return assertThrows(SegmenterException.class, this::open).getMessage();
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

  /** People of three sizes, the last the largest, and a car. */
  private Segmentation scene() {
    paint(1, 0, 0, 10, 20, 200, 100, 0);
    paint(2, 20, 0, 12, 30, 0, 50, 50);
    paint(3, 40, 0, 20, 40, 0, 0, 255);
    paint(4, 0, 40, 30, 20, 10, 200, 10);
    return Segmentation.of(
        new SegmentMap(SIDE, SIDE, ids.clone()), id -> id == 4 ? CAR : PERSON, id -> 0.9);
  }

  private Image image() {
    return Image.of(SIDE, SIDE, bgr);
  }

  private static Optional<Appearance> look(Segmentation segmentation, int id) {
    return segmentation.segments().get(id - 1).appearance();
  }

  private static void assertLooks(int red, int green, int blue, Optional<Appearance> look) {
    assertArrayEquals(
        new byte[] {(byte) red, (byte) green, (byte) blue}, look.orElseThrow().components());
  }

  private void assertDescribesThePeople() {
    Segmentation scene = scene();
    try (EmbeddingModel model = open()) {
      Segmentation looked = model.add(scene, image(), 10);
      assertLooks(127, 64, 0, look(looked, 1));
      assertLooks(0, 127, 127, look(looked, 2));
      assertLooks(0, 0, 127, look(looked, 3));
      assertTrue(look(looked, 4).isEmpty(), "a car is none of the model's categories");
      assertEquals(model.space(), look(looked, 1).orElseThrow().space());
      assertEquals(0.75, model.space().threshold());
    }
  }

  @Test
  void shouldDescribeThingsWithAnOnnxModelOfAnyBatch() throws Exception {
    for (int crops : new int[] {-1, 1, 2}) {
      onnx(crops);
      assertDescribesThePeople();
    }
  }

  @Test
  void shouldDescribeThingsWithATensorFlowModel() throws Exception {
    TinyGraphs.meanColour(folder.resolve("graph"), 12);
    Files.writeString(
        folder.resolve("model.yaml"), MANIFEST.formatted("tensorflow", "frozen-graph"));
    assertDescribesThePeople();
  }

  @Test
  void shouldDescribeTheLargestThingsWhenThereAreTooMany() throws Exception {
    onnx(-1);
    Segmentation scene = scene();
    try (Looks looks = new Looks(SegmentSettings.defaults())) {
      Segmentation looked = looks.add(new AppearanceSettings(folder.toString(), 2), scene, image());
      assertTrue(look(looked, 1).isEmpty(), "no colours either: the track keeps its vector");
      assertLooks(0, 127, 127, look(looked, 2));
      assertLooks(0, 0, 127, look(looked, 3));
      assertEquals(AppearanceSpace.COLOURS, look(looked, 4).orElseThrow().space());
    }
  }

  @Test
  void shouldGiveColoursOrNothingWithoutAModel() {
    Segmentation scene = scene();
    try (Looks looks = new Looks(SegmentSettings.defaults())) {
      assertEquals(scene, looks.add(new AppearanceSettings("none", 2), scene, image()));
      assertEquals(
          ColourLooks.add(scene, image()),
          looks.add(AppearanceSettings.defaults(), scene, image()));
    }
  }

  @Test
  void shouldCutTheBoxOrTheMask() throws Exception {
    onnx(-1);
    paint(1, 0, 0, 6, 12, 200, 0, 0);
    paint(2, 6, 0, 6, 12, 0, 0, 200);
    Segmentation scene =
        new Segmentation(
            new SegmentMap(SIDE, SIDE, ids.clone()),
            List.of(new Segment(1, PERSON, 1, 72, new Box(-3, -2, 12, 12))));
    try (EmbeddingModel model = open()) {
      assertLooks(127, 0, 127, look(model.add(scene, image(), 1), 1));
    }
    edit("threshold: 0.75", "threshold: 0.75, masked: true");
    try (EmbeddingModel model = open()) {
      assertLooks(127, 0, 0, look(model.add(scene, image(), 1), 1));
    }
    edit("height: 12", "height: 12, pad: 100");
    try (EmbeddingModel model = open()) {
      assertLooks(127, 42, 42, look(model.add(scene, image(), 1), 1));
    }
  }

  @Test
  void shouldLeaveKnownLooksSmallBoxesAndVectorsWithoutDirectionAlone() throws Exception {
    onnx(-1);
    paint(1, 0, 0, 7, 30, 200, 0, 0);
    paint(2, 10, 0, 10, 30, 0, 0, 0);
    paint(3, 30, 0, 10, 30, 200, 0, 0);
    Segmentation plain =
        Segmentation.of(new SegmentMap(SIDE, SIDE, ids.clone()), id -> PERSON, id -> 0.9);
    Appearance own = new Appearance(new byte[] {1});
    Segmentation scene =
        new Segmentation(
            plain.map(),
            List.of(
                plain.segments().get(0),
                plain.segments().get(1),
                plain.segments().get(2).withAppearance(own)));
    try (EmbeddingModel model = open()) {
      assertEquals(scene, model.add(scene, image(), 10));
    }
  }

  @Test
  void shouldNameTheSpaceByWhatTheModelIs() throws Exception {
    onnx(-1);
    String first;
    try (EmbeddingModel model = open()) {
      first = model.space().name();
    }
    assertTrue(first.matches("embedding:[0-9a-f]{12}"), first);
    onnx(1);
    try (EmbeddingModel model = open()) {
      assertNotEquals(first, model.space().name());
    }
  }

  @Test
  void shouldSayWhatIsWrongWithAModel() throws Exception {
    onnx(-1);
    edit("embedding: mean", "embedding: men");
    assertEquals("the model has no output tensor 'men'; it has mean", openError());
    onnx(-1);
    edit("height: 12", "height: 12, multiple-of: 4");
    assertTrue(openError().contains("is not for crops; give the one"), openError());
    onnx(-1);
    edit("kind: embedding, embedding: mean, threshold: 0.75", "kind: label-map, labels: mean");
    assertEquals(
        ("the model in %s gives no vectors for 'appearance'; name one whose manifest has head:"
                + " {kind: embedding, ...}")
            .formatted(folder),
        openError());
  }

  @Test
  void shouldSegmentNothingWithSuchAModel() throws Exception {
    onnx(-1);
    SegmentSettings settings = SegmentSettings.defaults();
    assertEquals(
        ("the model in %s describes crops and segments no frames; name it as 'appearance', and as"
                + " 'segmenter' one with another kind of head")
            .formatted(folder),
        assertThrows(
                SegmenterException.class,
                () ->
                    Segmenters.load()
                        .choose("model:" + folder, settings)
                        .open(CameraSegmentation.defaults(), settings))
            .getMessage());
  }
}
