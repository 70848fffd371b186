package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

final class TrainCommandTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void shouldSayWhatATrainingSetNeeds() throws IOException {
    assertEquals(3, train("nowhere"));
    assertTrue(
        err.toString().contains("there is no such folder; name one with panoptic.json or labels/"),
        err.toString());

    Files.createDirectories(folder.resolve("empty"));
    assertEquals(3, train("empty"));
    assertTrue(
        err.toString().contains("a training set has panoptic.json, images/, panoptic/"),
        err.toString());

    Files.createDirectories(folder.resolve("plain/labels"));
    assertEquals(3, train("plain"));
    assertTrue(err.toString().contains("cannot be listed as a folder"), err.toString());
  }

  @Test
  void shouldSayWhichDevicesThereAreBeforeAnythingElse() {
    assertEquals(1, train("nowhere", "--device", "gpu:99"));
    assertTrue(
        err.toString().contains("the device is gpu:99, but TensorFlow finds only"), err.toString());
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertEquals(2, train("x", "--minutes", "1", "--epochs", "1"));
    assertTrue(err.toString().contains("--minutes and --epochs exclude each other; give one"));
    assertEquals(2, train("x", "--minutes", "0"));
    assertEquals(2, train("x", "--size", "100"));
    assertTrue(err.toString().contains("--size 100 must be a multiple of 32, such as 320"));
    assertEquals(2, train("x", "--threads", "0"));
    assertTrue(err.toString().contains("--threads 0 must be at least 1"));
    assertEquals(2, train("x", "--device", "tpu"));
    assertTrue(err.toString().contains("--device tpu must be cpu, gpu or gpu:0, gpu:1, ..."));
    assertEquals(2, train("x", "--network", "huge"));
    assertTrue(err.toString().contains("--network huge must be street or tiny"));
    assertEquals(2, train("x", "--learning-rate", "0"));
    assertTrue(err.toString().contains("--learning-rate 0.0 must be more than 0 and less than 1"));
    assertEquals(2, train("x", "--augmentation", "none"));
    assertTrue(err.toString().contains("--augmentation none must be street or light"));
  }

  private int train(String data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                folder.resolve(data).toString(),
                "--out",
                folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(new StringWriter(), true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
