package io.panoptes.segment.model;

import io.panoptes.segment.tensorflow.TinyGraphs;
import io.panoptes.segment.testing.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model for either runtime that doubles an image and labels pixels by strongest channel. */
final class TinyModels {

  private static final String MANIFEST =
      """
      runtime: %s
      format: %s
      files: [{path: graph}]
      input: {name: image, width: %d, height: %d}
      head: {kind: label-map, labels: labels}
      categories: [{name: road}, {name: grass}, {name: sky}]
      """;

  private TinyModels() {}

  static ModelManifest write(Path folder, ModelManifest.Runtime runtime, int side)
      throws IOException {
    boolean onnx = runtime == ModelManifest.Runtime.ONNX;
    if (onnx) {
      new OnnxGraph()
          .input("image", OnnxGraph.FLOAT, -1, side, side, 3)
          .node("Add", List.of("image", "image"), List.of("doubled"))
          .node("ArgMax", List.of("image"), List.of("labels"), Map.of("axis", 3, "keepdims", 0))
          .output("doubled", OnnxGraph.FLOAT, -1, side, side, 3)
          .output("labels", OnnxGraph.INT64, -1, side, side)
          .write(folder.resolve("graph"));
    } else {
      TinyGraphs.doublesAndLabels(folder.resolve("graph"), side);
    }
    Files.writeString(
        folder.resolve("model.yaml"),
        MANIFEST.formatted(
            onnx ? "onnx" : "tensorflow", onnx ? "onnx" : "frozen-graph", side, side));
    return ModelManifest.read(folder);
  }
}
