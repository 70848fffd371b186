package io.panoptes.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands in processes of their own and measures them. */
final class Child {

  private static final long SAMPLE_MILLIS = 20;
  private static final String LOG = "log.txt";

  private Child() {}

  /**
   * Runs a command to its end.
   *
   * @param environment added to this process's own
   * @param out folder into which the command writes its {@code summary.json}; its log goes there,
   *     too
   * @throws IOException when it fails; the message names its log
   */
  static Measurement measure(List<String> command, Map<String, String> environment, Path out)
      throws IOException, InterruptedException {
    Files.createDirectories(out);
    Path log = out.resolve(LOG);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    Duration cpu = Duration.ZERO;
    try {
      // Only a process that lives tells its time, so its last samples are lost.
      while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().orElse(cpu);
      }
    } finally {
      process.destroy();
    }
    double wallSeconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          "%s ended with code %d; see %s".formatted(command.get(0), process.exitValue(), log));
    }
    Summary summary = Summary.read(out.resolve(Summary.NAME));
    return new Measurement(summary.frames(), summary.seconds(), wallSeconds, cpu.toNanos() / 1e9);
  }
}
