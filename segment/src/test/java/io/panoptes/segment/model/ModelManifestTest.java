package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelManifestTest {

  private static final String SHORT =
      """
      files: [{path: saved_model.pb}]
      input: {name: image}
      head: {kind: label-map, labels: labels}
      categories: [{name: road}]
      """;

  @TempDir Path folder;

  private ModelManifest read(String yaml) throws IOException {
    Files.writeString(folder.resolve("model.yaml"), yaml);
    return ModelManifest.read(folder);
  }

  /** What is wrong, without the file's name. */
  private List<String> problems(String yaml) {
    String message = assertThrows(SegmenterException.class, () -> read(yaml)).getMessage();
    return message.lines().skip(1).map(line -> line.strip().replaceFirst("^line ", "")).toList();
  }

  @Test
  void shouldHaveDefaults() throws Exception {
    ModelManifest manifest = read(SHORT);
    assertEquals(ModelManifest.Runtime.TENSORFLOW, manifest.runtime());
    assertEquals(ModelManifest.Format.SAVED_MODEL, manifest.format());
    assertEquals("", manifest.licence());
    assertEquals(
        List.of(new ModelManifest.ModelFile(Path.of("saved_model.pb"), "", "")), manifest.files());
    assertEquals(
        new ModelInput(
            "image",
            new ModelInput.Size(512, 512, 0),
            ModelManifest.Layout.NHWC,
            ModelInput.Colour.RGB,
            ModelInput.Type.FLOAT,
            1,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            ModelInput.Fit.STRETCHED),
        manifest.input());
    assertEquals(CategoryCatalog.STREET.get("road"), manifest.categories().get(0));
    assertEquals(folder, manifest.folder());
    assertEquals(ScoreScale.COMMON, manifest.scores());
  }

  @Test
  void shouldReadEveryKey() throws Exception {
    String sha256 = "0123456789ABCDEF".repeat(4);
    ModelManifest manifest =
        read(
            """
            runtime: onnx
            format: onnx
            licence: Apache-2.0
            source: https://example.org/model
            files:
              - {path: model.onnx, sha256: %s, url: "https://example.org/model.onnx"}
            input:
              name: images
              width: 640
              height: 384
              multiple-of: 32
              layout: nchw
              colour: bgr
              type: uint8
              scale: 0.5
              mean: [1, 2, 3]
              std: [4, 5, 6]
              fit: letterbox
              pad: 114
              align: corner
            head: {kind: logits, logits: scores, layout: nchw, min-area: 0.25}
            scores: {doubtful: 0.35, sure: 0.45}
            categories:
              - {label: 3, name: car}
              - {label: 4, name: pond, kind: stuff, colour: "#0000ff", parent: water}
            """
                .formatted(sha256));
    assertEquals(ModelManifest.Runtime.ONNX, manifest.runtime());
    assertEquals(ModelManifest.Format.ONNX, manifest.format());
    assertEquals("Apache-2.0", manifest.licence());
    assertEquals("https://example.org/model", manifest.source());
    assertEquals(
        List.of(
            new ModelManifest.ModelFile(
                Path.of("model.onnx"),
                sha256.toLowerCase(Locale.ROOT),
                "https://example.org/model.onnx")),
        manifest.files());
    assertEquals(
        new ModelInput(
            "images",
            new ModelInput.Size(640, 384, 32),
            ModelManifest.Layout.NCHW,
            ModelInput.Colour.BGR,
            ModelInput.Type.UINT8,
            0.5,
            List.of(1.0, 2.0, 3.0),
            List.of(4.0, 5.0, 6.0),
            new ModelInput.Fit(ModelInput.FitMode.LETTERBOX, 114, ModelInput.Align.CORNER)),
        manifest.input());
    assertEquals("scores", manifest.head().orElseThrow().tensors().get(0).name());
    assertEquals(List.of(3, 4), List.copyOf(manifest.categories().keySet()));
    assertEquals("water", manifest.categories().get(4).parent());
    assertEquals(new ScoreScale(0.35, 0.45), manifest.scores());
  }

  @Test
  void shouldTellEveryProblem() {
    assertEquals(
        List.of(
            "1: 'runtime' is torch; allowed are tensorflow, onnx",
            "2: 'files[0].sha256' is abc; 64 hexadecimal digits are needed",
            "2: 'files[1].path' is ../x; a path inside the model's folder is needed",
            "3: 'input.mean' has 2 numbers; 3 are needed",
            "3: unknown key 'input.widht'; did you mean 'width'?",
            "5: 'categories[0]' names the unknown category 'pond'; give it a kind (thing or stuff),"
                + " or use one of "
                + CategoryCatalog.STREET,
            "5: 'categories[1]' has label 0, which another category has already"),
        problems(
            """
            runtime: torch
            files: [{path: saved_model.pb, sha256: abc}, {path: ../x}]
            input: {name: image, widht: 4, mean: [1, 2]}
            head: {kind: label-map, labels: labels}
            categories: [{name: pond}, {name: road, label: 0}]
            """));
  }

  @Test
  void shouldTellAnUnknownKindOfHead() {
    List<String> problems = problems(SHORT.replace("label-map", "label-mop"));
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("3: 'head.kind' is label-mop; allowed are label-map, "));
    assertTrue(problems.get(0).endsWith("; did you mean 'label-map'?"));
  }

  @Test
  void shouldTellWhatIsMissing() {
    assertEquals(
        List.of(
            "1: 'format' is not for the runtime onnx, which runs the format onnx",
            "1: has no 'files'; list at least the graph with its path",
            "1: 'input' needs a value for 'name'",
            "1: 'head' needs a value for 'kind'",
            "1: 'head' needs a value for 'labels'",
            "1: has no 'categories'; list what each label of the output means"),
        problems("{runtime: onnx, format: frozen-graph}"));
  }

  @Test
  void shouldTellSizesThatMakeNoSense() {
    assertEquals(
        List.of("2: 'input' has the size 100x64; with 'multiple-of' both must be multiples of 32"),
        problems(SHORT.replace("name: image", "name: i, multiple-of: 32, width: 100, height: 64")));
    assertEquals(
        List.of(
            "2: 'input' has one of 'width' and 'height'; give both, or none for the frame's own"
                + " size"),
        problems(SHORT.replace("name: image", "name: i, multiple-of: 32, width: 64")));
    assertEquals(
        List.of(
            "2: 'input.min-side' is 800; it goes with 'multiple-of', without 'width' and 'height', and up to 'max-side', 768"),
        problems(
            SHORT.replace(
                "name: image", "name: i, multiple-of: 32, max-side: 768, min-side: 800")));
  }

  @Test
  void shouldTellMissingFilesAndWrongChecksums() throws Exception {
    ModelManifest unchecked = read(SHORT);
    Path graph = folder.resolve("saved_model.pb");
    assertEquals(
        "model file %s is missing; put it there, or get the model again".formatted(graph),
        assertThrows(SegmenterException.class, unchecked::verify).getMessage());
    Files.writeString(graph, "graph");
    String right = Hashes.ofFile(graph);
    assertEquals(64, unchecked.verify().length());
    ModelManifest checked =
        read(SHORT.replace("saved_model.pb}", "saved_model.pb, sha256: " + right + "}"));
    checked.verify();
    Files.writeString(graph, "another");
    assertEquals(
        "model file %s has SHA-256 %s where the manifest says %s; get the right file"
            .formatted(graph, Hashes.ofFile(graph), right),
        assertThrows(SegmenterException.class, checked::verify).getMessage());
  }

  @Test
  void shouldHashTheManifestWithTheFiles() throws Exception {
    Files.writeString(folder.resolve("saved_model.pb"), "graph");
    String before = read(SHORT).verify();
    assertEquals(before, read(SHORT).verify());
    assertNotEquals(before, read(SHORT + "licence: MIT\n").verify());
  }
}
