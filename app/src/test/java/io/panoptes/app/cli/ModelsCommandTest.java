package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.street.StreetSegmenterProvider;
import io.panoptes.segment.versions.ModelVersions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
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
  void shouldListVersionsAndChooseAmongThem() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    StreetSegmenterProvider.unpack(model);
    Path gate = folder.resolve("gate");
    ModelVersions versions = new ModelVersions(gate);
    versions.publish(model);
    versions.publish(model);
    versions.publish(model);
    for (int version = 1; version <= 2; version++) {
      Files.setLastModifiedTime(
          versions.folder(version).resolve("model.yaml"),
          FileTime.from(Instant.parse("2026-11-2%dT10:15:30.5Z".formatted(version))));
    }
    Files.delete(versions.folder(3).resolve("saved_model.pb"));
    assertEquals(0, run("models", "use", gate.toString(), "1"), err::toString);
    assertEquals(gate + " uses version 1" + System.lineSeparator(), out.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, run("models", "versions", gate.toString()), err::toString);
    String sha256 = ModelManifest.read(model).verify().substring(0, 12);
    List<String> lines = out.toString().lines().toList();
    assertEquals(5, lines.size(), out.toString());
    assertEquals("  version  written               SHA-256", lines.get(0));
    assertTrue(lines.get(1).matches("        0  bundled {15}[0-9a-f]{12}"), lines.get(1));
    assertEquals("*       1  2026-11-21T10:15:30Z  " + sha256, lines.get(2));
    assertEquals("        2  2026-11-22T10:15:30Z  " + sha256, lines.get(3));
    assertTrue(lines.get(4).matches("        3  .{20}  damaged: model file .*"), lines.get(4));
    assertEquals(0, run("models", "use", gate.toString(), "0"), err::toString);
    assertTrue(out.toString().endsWith("gate uses the bundled model" + System.lineSeparator()));
    assertEquals(0, versions.current());
  }

  @Test
  void shouldSayWhichVersionsThereAre() throws IOException {
    assertEquals(3, run("models", "versions", folder.resolve("gaet").toString()));
    assertEquals(3, run("models", "use", folder.resolve("gaet").toString(), "0"));
    assertTrue(err.toString().contains("gaet: there is no such file"), err.toString());
    assertEquals(1, run("models", "use", folder.toString(), "4"));
    assertTrue(
        err.toString()
            .contains(folder + " has no folder of version 4; it has 0 (the bundled model)"),
        err.toString());
    assertFalse(Files.exists(folder.resolve("current")));
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
