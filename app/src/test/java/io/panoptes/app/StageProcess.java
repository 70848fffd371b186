package io.panoptes.app;

import io.panoptes.app.cli.Panoptes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A stage in a process of its own, which can be killed as an operating system kills. */
final class StageProcess implements AutoCloseable {

  private final Process process;
  private final Path output;

  private StageProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code panoptes} with the arguments and returns at once. */
  static StageProcess start(Path output, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Panoptes.class.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new StageProcess(process, output);
  }

  /**
   * Reads a topic on until the condition holds; fails when the process ends by itself before.
   *
   * @param what the condition in words
   */
  void until(TopicReader topic, Duration patience, String what, BooleanSupplier condition) {
    topic.until(
        patience,
        () -> what + ", and the process says: " + output(),
        () -> {
          mustBeAlive();
          return condition.getAsBoolean();
        });
  }

  private void mustBeAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(
          "the process ended by itself with " + process.exitValue() + ": " + output());
    }
  }

  /** What it wrote so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "(its output cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Ends it without a chance to tidy up, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("process " + process.pid() + " outlives its own killing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while a process was killed", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
