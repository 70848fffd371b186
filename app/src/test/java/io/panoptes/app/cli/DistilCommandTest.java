package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.train.testing.UntrainedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DistilCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldTeachAStudentAndReportAgreement() throws IOException {
    Path student = student();

    int code =
        distil(
            "synthetic:people?frames=40&width=160&height=96",
            "--student",
            student.toString(),
            "--steps",
            "1",
            "--no-motion-teacher",
            "--frames",
            "10",
            "--threads",
            "1");

    assertEquals(0, code, err.toString());
    assertTrue(
        out.toString().contains("labelled 8 frames to learn from and 2 to measure on"),
        out.toString());
    assertTrue(out.toString().contains("  before  PQ "), out.toString());
    assertTrue(out.toString().contains("  after   PQ "), out.toString());
    assertTrue(out.toString().contains("it agrees no better than before"), out.toString());
    assertTrue(Files.isRegularFile(folder.resolve("out/model/model.yaml")));
    assertTrue(Files.isRegularFile(folder.resolve("out/model/weights")));
  }

  @Test
  void shouldSayWhatIsMissing() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(3, distil("a.mp4", "--student", folder.resolve("empty").toString()));
    assertTrue(
        err.toString().contains("name a model folder that train or distil wrote"), err.toString());

    assertEquals(3, distil(folder.resolve("no.mp4").toString(), "--student", student().toString()));
    assertEquals(2, distil("a.mp4", "--steps", "0"));
    assertEquals(2, distil("a.mp4", "--minutes", "0"));
    assertTrue(err.toString().contains("--minutes must be more than 0"), err.toString());
  }

  private Path student() throws IOException {
    Path model = folder.resolve("student");
    UntrainedModel.write(model);
    return model;
  }

  private int distil(String footage, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("distil", "--footage", footage, "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
