package io.panoptes.app.cli.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.EvalInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EvalCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Exception failure;

  private int run(String... arguments) {
    CommandLine command = new CommandLine(new EvalCommand());
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    command.setExecutionExceptionHandler(
        (thrown, line, parsed) -> {
          failure = thrown;
          return 3;
        });
    return command.execute(arguments);
  }

  @Test
  void shouldPrintATableForPeople() {
    Path tud = SharedData.require("data/mot/TUD-Campus");
    int code = run("mot", "--gt", tud + "/gt.txt", "--pred", tud + "/result.txt");
    assertEquals(0, code);
    assertTrue(out.toString().contains("COMBINED  0.3914  0.4180  0.3691"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void shouldPrintJsonForPrograms() {
    Path truth = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    int code =
        run(
            "panoptic",
            "--gt",
            truth.toString(),
            "--pred",
            truth.toString(),
            "--format",
            "json",
            "--threads",
            "2",
            "--per-class");
    assertEquals(0, code);
    assertTrue(out.toString().contains("\"PQ\" : 1.0"), out.toString());
    assertTrue(out.toString().contains("\"per-class\""), out.toString());
  }

  @Test
  void shouldPassOnWhatCannotBeRead() {
    assertEquals(3, run("mots", "--gt", "nowhere.txt", "--pred", "nowhere.txt"));
    EvalInputException problem = (EvalInputException) failure;
    assertEquals("nowhere.txt", problem.file());
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertEquals(2, run());
    assertTrue(err.toString().contains("eval needs to know what to measure: panoptic"));
    assertEquals(2, run("panoptic", "--gt", "a"));
    assertEquals(2, run("mot", "--gt", "a", "--pred", "b", "--rules", "mot99"));
    assertTrue(err.toString().contains("--rules mot99 must be one of mot15, mot16, mot17, mot20"));
    assertEquals(2, run("mot", "--gt", "a", "--pred", "b", "--format", "xml"));
    assertEquals(2, run("mot", "--gt", "a", "--pred", "b", "--threads", "0"));
    assertEquals(2, run("video-panoptic", "--gt", "a", "--pred", "b", "--windows", "1,0"));
    assertEquals(2, run("stq", "--gt", "a", "--pred", "b", "--things", "77"));
    assertEquals(2, run("instances", "--gt", "a", "--pred", "b", "--type", "keypoints"));
  }
}
