package io.panoptes.segment.onnx;

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
import io.panoptes.segment.testing.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models label each pixel by its strongest channel: 0 red, 1 green, 2 blue. */
class OnnxSegmenterTest {

  private static final String MANIFEST =
      """
      runtime: onnx
      files: [{path: model.onnx, sha256: "%s"}]
      input: {name: image, width: 4, height: 2, layout: %s, type: %s}
      head: {kind: label-map, labels: labels, min-area: 0.01}
      categories:
        - {label: 0, name: person}
        - {label: 1, name: grass}
        - {label: 2, name: pond, kind: stuff}
      """;

  @TempDir Path folder;

  private void model(OnnxGraph graph, String layout, String type) throws IOException {
    Path file = folder.resolve("model.onnx");
    graph.write(file);
    Files.writeString(
        folder.resolve("model.yaml"), MANIFEST.formatted(Hashes.ofFile(file), layout, type));
  }

  private static OnnxGraph planar(int pictures, int outputType) {
    return new OnnxGraph()
        .input("image", OnnxGraph.FLOAT, pictures, 3, 2, 4)
        .node("ArgMax", List.of("image"), List.of("best"), Map.of("axis", 1, "keepdims", 0))
        .node("Cast", List.of("best"), List.of("labels"), Map.of("to", outputType))
        .output("labels", outputType, pictures, 2, 4);
  }

  private Segmenter open(String prefix) {
    return Segmenters.load()
        .choose(prefix + folder, SegmentSettings.defaults())
        .open(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  private String openError(String prefix) {
    return assertThrows(SegmenterException.class, () -> open(prefix)).getMessage();
  }

  private void edit(String what, String by) throws IOException {
    Path file = folder.resolve("model.yaml");
    Files.writeString(file, Files.readString(file).replace(what, by));
  }

  /** Red at both ends of the upper row, blue below, green elsewhere. */
  private static Image picture(boolean turned) {
    byte[] red = {0, 0, (byte) 200};
    byte[] green = {0, (byte) 200, 0};
    byte[] blue = {(byte) 200, 0, 0};
    byte[][] pixels = {red, green, green, red, blue, blue, blue, blue};
    byte[] bgr = new byte[24];
    for (int i = 0; i < 8; i++) {
      System.arraycopy(pixels[turned ? 7 - i : i], 0, bgr, 3 * i, 3);
    }
    return Image.of(4, 2, bgr);
  }

  private static void assertAnswers(List<Segmentation> results) {
    assertEquals(3, results.size());
    assertArrayEquals(new char[] {1, 3, 3, 2, 4, 4, 4, 4}, results.get(0).map().ids());
    assertArrayEquals(new char[] {4, 4, 4, 4, 1, 3, 3, 2}, results.get(1).map().ids());
    assertArrayEquals(new char[] {1, 3, 3, 2, 4, 4, 4, 4}, results.get(2).map().ids());
    assertEquals(
        List.of("person", "person", "grass", "pond"),
        results.get(0).segments().stream().map(s -> s.category().name()).toList());
  }

  private void assertModelAnswers(String prefix) {
    try (Segmenter segmenter = open(prefix)) {
      segmenter.warmUp();
      assertAnswers(
          segmenter.segment(
              List.of(
                  Frames.picture(0, picture(false)),
                  Frames.picture(1, picture(true)),
                  Frames.picture(2, picture(false)))));
    }
  }

  @Test
  void shouldRunAModelThatTakesAnyNumberOfPictures() throws Exception {
    model(planar(-1, OnnxGraph.INT64), "nchw", "float");
    assertModelAnswers("onnx:");
    assertModelAnswers("model:");
    assertModelAnswers("");
  }

  @Test
  void shouldRunAModelThatTakesOnePictureAtATime() throws Exception {
    model(planar(1, OnnxGraph.INT64), "nchw", "float");
    assertModelAnswers("onnx:");
  }

  @Test
  void shouldFillUpABatchOfFixedSize() throws Exception {
    model(planar(2, OnnxGraph.INT64), "nchw", "float");
    assertModelAnswers("onnx:");
  }

  @Test
  void shouldReadOutputsOfEveryType() throws Exception {
    for (int type :
        new int[] {OnnxGraph.FLOAT, OnnxGraph.UINT8, OnnxGraph.INT32, OnnxGraph.DOUBLE}) {
      model(planar(-1, type), "nchw", "float");
      assertModelAnswers("onnx:");
    }
  }

  @Test
  void shouldFeedBytesWithChannelsLast() throws Exception {
    model(
        new OnnxGraph()
            .input("image", OnnxGraph.UINT8, -1, 2, 4, 3)
            .node("Cast", List.of("image"), List.of("real"), Map.of("to", OnnxGraph.FLOAT))
            .node("ArgMax", List.of("real"), List.of("labels"), Map.of("axis", 3, "keepdims", 0))
            .output("labels", OnnxGraph.INT64, -1, 2, 4),
        "nhwc",
        "uint8");
    assertModelAnswers("onnx:");
  }

  @Test
  void shouldNameTheTensorsThatExistWhenOneIsMissing() throws Exception {
    model(planar(-1, OnnxGraph.INT64), "nchw", "float");
    edit("labels: labels", "labels: lables");
    assertEquals("the model has no output tensor 'lables'; it has labels", openError("onnx:"));
    edit("name: image", "name: picture");
    assertEquals("the model has no input tensor 'picture'; it has image", openError("onnx:"));
  }

  @Test
  void shouldRefuseAnInputOfAnotherShapeOrType() throws Exception {
    model(planar(-1, OnnxGraph.INT64), "nhwc", "float");
    assertEquals(
        "input 'image' has the shape [-1, 3, 2, 4]"
            + " where the manifest's size and layout make [-1, 2, 4, 3]",
        openError("onnx:"));
    model(planar(-1, OnnxGraph.INT64), "nchw", "uint8");
    assertEquals("input 'image' takes FLOAT where the manifest says UINT8", openError("onnx:"));
  }

  @Test
  void shouldRefuseTheNameOfAnotherRuntime() throws Exception {
    model(planar(-1, OnnxGraph.INT64), "nchw", "float");
    assertEquals(
        "the model in %1$s is for the runtime onnx; write onnx:%1$s or model:%1$s"
            .formatted(folder),
        openError("tensorflow:"));
  }

  @Test
  void shouldSayWhenAFileIsNoModel() throws Exception {
    model(planar(-1, OnnxGraph.INT64), "nchw", "float");
    Files.write(folder.resolve("model.onnx"), new byte[] {1, 2, 3});
    edit("sha256", "url");
    String error = openError("onnx:");
    assertTrue(
        error.startsWith("ONNX Runtime cannot load the model " + folder.resolve("model.onnx")),
        error);
  }

  @Test
  void shouldNameTheDevicesThatExistWhenTheGpuIsMissing() throws Exception {
    model(planar(-1, OnnxGraph.INT64), "nchw", "float");
    ModelManifest manifest = ModelManifest.read(folder);
    RuntimeOptions options = new RuntimeOptions(1, new Device(7), 0.5);
    assertEquals(
        "segment.device is gpu:7, but ONNX Runtime finds only cpu; use segment.device: cpu, or"
            + " build with -Pgpu and install NVIDIA's driver, CUDA and cuDNN (see docs/models.md)",
        assertThrows(SegmenterException.class, () -> ModelSegmenter.open("x", manifest, options))
            .getMessage());
  }
}
