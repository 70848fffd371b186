package io.panoptes.segment.head;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelSegmenter;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.testing.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of head behind a graph that always gives a person in the left half of 8 × 8 pixels.
 */
class HeadsOfModelsTest {

  private static final String PERSON = "person 32 @0,0-4,8; ";
  private static final String ROAD = "road 32 @4,0-8,8; ";

  @TempDir Path folder;

  private final OnnxGraph graph = new OnnxGraph().input("image", OnnxGraph.FLOAT, 1, 3, 8, 8);

  private void gives(String name, int[] shape, float... values) {
    graph
        .constant(name + "_values", shape, values)
        .node("Identity", List.of(name + "_values"), List.of(name))
        .output(name, OnnxGraph.FLOAT, shape);
  }

  private String run(String head) throws IOException {
    graph.write(folder.resolve("model.onnx"));
    Files.writeString(
        folder.resolve("model.yaml"),
        """
        runtime: onnx
        files: [{path: model.onnx}]
        input: {name: image, width: 8, height: 8, layout: nchw}
        head: {%s}
        categories: [{name: person}, {name: road}]
        """
            .formatted(head));
    try (ModelSegmenter segmenter =
        ModelSegmenter.open("test", ModelManifest.read(folder), RuntimeOptions.cpu())) {
      return HeadTables.table(
          segmenter.segment(List.of(Frames.picture(0, Image.allocate(8, 8)))).get(0));
    }
  }

  private void givesBoxes() {
    gives("b", new int[] {1, 1, 4}, 0, 0, 1, 0.5f);
    gives("s", new int[] {1, 1}, 0.9f);
    gives("c", new int[] {1, 1}, 0);
  }

  @Test
  void shouldRunLabelMaps() throws Exception {
    gives("o", new int[] {1, 2, 2}, 0, 1, 0, 1);
    assertEquals(PERSON + ROAD, run("kind: label-map, labels: o"));
  }

  @Test
  void shouldRunLogitsAndProbabilities() throws Exception {
    gives("o", new int[] {1, 2, 2, 2}, 0.9f, 0.1f, 0.9f, 0.1f, 0.1f, 0.9f, 0.1f, 0.9f);
    assertEquals(PERSON + ROAD, run("kind: logits, logits: o, layout: nchw"));
    assertEquals(PERSON + ROAD, run("kind: probabilities, probabilities: o, layout: nchw"));
  }

  @Test
  void shouldRunPanopticDeepLab() throws Exception {
    gives("s", new int[] {1, 2, 2, 2}, 9, -9, 9, -9, -9, 9, -9, 9);
    gives("c", new int[] {1, 1, 2, 2}, 0.9f, 0, 0, 0);
    gives("o", new int[] {1, 2, 2, 2}, 0, 0, -1, 0, 0, 0, 0, 0);
    assertEquals(
        ROAD + PERSON,
        run("kind: panoptic-deeplab, semantic: s, centre: c, offset: o, layout: nchw"));
  }

  @Test
  void shouldRunInstances() throws Exception {
    givesBoxes();
    gives("m", new int[] {1, 1, 2, 2}, 1, 0, 1, 0);
    assertEquals(
        PERSON,
        run("kind: instances, boxes: b, scores: s, classes: c, masks: m, mask-area: input"));
  }

  @Test
  void shouldRunPrototypes() throws Exception {
    givesBoxes();
    gives("k", new int[] {1, 1, 1}, 1);
    gives("p", new int[] {1, 2, 2, 1}, 9, 9, 9, 9);
    assertEquals(
        PERSON,
        run("kind: prototypes, boxes: b, scores: s, classes: c, coefficients: k, prototypes: p"));
  }

  @Test
  void shouldRunBoxes() throws Exception {
    givesBoxes();
    assertEquals(PERSON, run("kind: boxes, boxes: b, scores: s, classes: c, fill-boxes: true"));
  }

  @Test
  void shouldRunYolox() throws Exception {
    gives("o", new int[] {1, 1, 6}, 0.25f, 0.5f, (float) Math.log(0.5), 0, 0.9f, 0.9f);
    assertEquals(PERSON, run("kind: yolox, output: o, strides: [8], fill-boxes: true"));
  }

  @Test
  void shouldRunQueries() throws Exception {
    gives("c", new int[] {1, 1, 3}, 9, 0, 0);
    gives("m", new int[] {1, 1, 2, 2}, 9, -9, 9, -9);
    // The one query wins all pixels, of which its own mask has half.
    assertEquals(PERSON, run("kind: query-masks, classes: c, masks: m"));
  }

  @Test
  void shouldRunPanopticMaps() throws Exception {
    gives("m", new int[] {1, 2, 2}, 1, 1000, 1, 1000);
    assertEquals(PERSON + ROAD, run("kind: panoptic-map, map: m"));
  }
}
