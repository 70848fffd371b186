package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ValidateCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldPutSegmentersBesideEachOther() throws IOException {
    labelled();

    int code =
        validate(
            "--segmenter", "none", "--segmenter", "motion", "--size", "64x64", "--format=json");

    assertEquals(0, code, err.toString());
    JsonNode results = new ObjectMapper().readTree(out.toString()).get("results");
    for (String row : List.of("none", "none 64x64", "motion", "motion 64x64")) {
      JsonNode all = results.get("all labels").get(row);
      assertEquals(2, all.get("pictures").asInt());
      // Neither knows roads.
      assertEquals(0, all.get("PQ").asDouble());
      assertEquals(0, results.get("IoU").get("road").get(row).asDouble());
    }
    assertTrue(results.get("IoU").get("person").get("none").isNull(), results.toString());
    assertTrue(err.toString().contains("motion 64x64: 2 pictures done"), err.toString());
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertEquals(2, validate("--size", "512"));
    assertTrue(err.toString().contains("--size 512 must be like 512x288"), err.toString());
    assertEquals(2, validate("--pictures", "-1"));
    assertEquals(2, validate("--format", "xml"));
    assertEquals(3, validate());
    assertTrue(err.toString().contains("there is no such folder"), err.toString());
  }

  /** Two pictures of 80 by 60 pixels that are road all over. */
  private void labelled() throws IOException {
    Path set = folder.resolve("set");
    Files.createDirectories(set.resolve("images"));
    Files.createDirectories(set.resolve("labels"));
    for (String name : List.of("a.png", "b.png")) {
      BufferedImage picture = new BufferedImage(80, 60, BufferedImage.TYPE_3BYTE_BGR);
      ImageIO.write(picture, "png", set.resolve("images").resolve(name).toFile());
      BufferedImage labels = new BufferedImage(80, 60, BufferedImage.TYPE_BYTE_GRAY);
      int road = 21;
      for (int i = 0; i < 80 * 60; i++) {
        labels.getRaster().setSample(i % 80, i / 80, 0, road);
      }
      ImageIO.write(labels, "png", set.resolve("labels").resolve(name).toFile());
    }
  }

  private int validate(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("validate", "--data", folder.resolve("set").toString()));
    arguments.addAll(List.of(more));
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
