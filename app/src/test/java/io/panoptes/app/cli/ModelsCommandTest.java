package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ModelsCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  @Test
  void shouldListTheCatalogueWithItsLicences() {
    assertEquals(0, run("models", "list"), err::toString);
    assertTrue(
        out.toString().matches("(?s).*deeplabv3-mobilenetv2-voc +Apache-2.0 .*"), out.toString());
    assertTrue(out.toString().contains("mask-rcnn-inception-v2-coco"), out.toString());
  }

  @Test
  void shouldShowWhereAModelComesFromAndItsManifest() {
    assertEquals(0, run("models", "show", "deeplabv3-mobilenetv2-voc"), err::toString);
    assertTrue(out.toString().contains("licence   Apache-2.0"), out.toString());
    assertTrue(out.toString().contains("checksum  recorded at the first download"));
    assertTrue(out.toString().contains("labels: SemanticPredictions"), out.toString());
  }

  @Test
  void shouldNameTheModelsThatThereAre() {
    assertEquals(3, run("models", "pull", "resnet", "--to", folder.toString()));
    assertTrue(err.toString().contains("no model 'resnet'; it has deeplab"), err.toString());
    assertEquals(2, run("models"));
    assertTrue(err.toString().contains("no command given"), err.toString());
  }

  @Test
  void shouldRunAModelOnAPicture() throws IOException {
    Path network = SharedData.require("models/espnetv2-voc.onnx");
    Path picture = SharedData.require("data/coco-panoptic/input_images/000000439180.jpg");
    Path model = Files.createDirectories(folder.resolve("espnet"));
    Files.copy(network, model.resolve("model.onnx"));
    StringBuilder categories = new StringBuilder();
    for (int label = 0; label < 21; label++) {
      categories.append("  - {label: %d, name: class-%d, kind: thing}%n".formatted(label, label));
    }
    Files.writeString(
        model.resolve("model.yaml"),
        """
        runtime: onnx
        files: [{path: model.onnx}]
        input:
          name: image
          width: 640
          height: 480
          layout: nchw
          scale: 0.00392156862745098
          mean: [0.485, 0.456, 0.406]
          std: [0.229, 0.224, 0.225]
        head: {kind: logits, logits: logits, layout: nchw}
        categories:
        """
            + categories);
    assertEquals(
        0,
        run(
            "models",
            "check",
            "espnet",
            picture.toString(),
            "--to",
            folder.toString(),
            "--runs",
            "1",
            "--out",
            folder.resolve("out").toString()),
        err::toString);
    assertTrue(out.toString().contains("ms of 1 runs"), out.toString());
    assertTrue(Files.exists(folder.resolve("out/000000439180.overlay.jpg")));
  }
}
