package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLineTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(args);
  }

  @Test
  void shouldListEveryCommandInAGroup() {
    assertEquals(0, execute("--help"));
    for (String name : Panoptes.commandLine().getSubcommands().keySet()) {
      assertTrue(out.toString().contains("\n  " + name + " "), name + " is in no group: " + out);
    }
    assertTrue(out.toString().contains("Exit codes"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "replay",
        "run",
        "ingest",
        "segment",
        "track",
        "sink",
        "check-config",
        "associate",
        "segment-image",
        "contact-sheet",
        "validate",
        "models"
      })
  void shouldHaveHelpWithAnExample(String command) {
    assertEquals(0, execute(command, "--help"));
    assertTrue(out.toString().contains("panoptes " + command), out.toString());
    assertTrue(out.toString().contains("Example"), out.toString());
  }

  @Test
  void shouldExitWith2OnWrongUsage() {
    assertEquals(2, execute("replay"));
    assertEquals(2, execute("replai"));
    assertEquals(2, execute());
    assertEquals(2, execute("replay", "x.mp4", "--spede", "1"));
    assertNoStackTrace();
  }

  @Test
  void shouldExitWith2AndAllProblemsOnAWrongConfiguration() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("panoptes.yaml"),
            """
            cameras:
              gate:
                sorce: rtsp://camera.example/
                delivery: sometimes
            """);
    assertEquals(2, execute("check-config", file.toString()));
    assertTrue(err.toString().contains("line 3"), err.toString());
    assertTrue(err.toString().contains("did you mean 'source'?"), err.toString());
    assertTrue(err.toString().contains("line 4"), err.toString());
    assertTrue(err.toString().contains("allowed are live, lossless"), err.toString());
    assertNoStackTrace();
  }

  @Test
  void shouldExitWith2WhenTheConfigurationIsMissing() {
    assertEquals(2, execute("run", "--config", folder.resolve("none.yaml").toString()));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
    assertNoStackTrace();
  }

  @Test
  void shouldExitWith3WhenTheRecordingIsMissing() {
    assertEquals(
        3,
        execute(
            "replay",
            folder.resolve("none.mp4").toString(),
            "--out",
            folder.resolve("o").toString()));
    assertTrue(err.toString().contains("none.mp4"), err.toString());
    assertFalse(Files.exists(folder.resolve("o/summary.json")));
    assertNoStackTrace();
  }

  @Test
  void shouldExitWith3WhenTheRecordingIsAText() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video at all\n".repeat(100));
    assertEquals(3, execute("replay", text.toString(), "--out", folder.resolve("o").toString()));
    assertTrue(err.toString().contains("text.mp4"), err.toString());
    assertNoStackTrace();
  }

  @Test
  void shouldDescribeAGoodConfigurationWithoutItsPassword() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("panoptes.yaml"),
            """
            cameras:
              gate:
                source: rtsp://user:s3cret@camera.example/stream
            """);
    assertEquals(0, execute("check-config", file.toString()));
    assertTrue(out.toString().contains("gate: "), out.toString());
    assertTrue(out.toString().contains("camera.example"), out.toString());
    assertFalse(out.toString().contains("s3cret"), out.toString());
  }

  private void assertNoStackTrace() {
    assertFalse(err.toString().contains("\tat "), err.toString());
  }
}
