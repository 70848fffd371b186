package io.panoptes.bench.replay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where figures were measured. */
public final class Machine {

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Processors, their name, and the Java runtime. */
  public static String describe() {
    return "%d × %s, %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            Runtime.version().feature());
  }

  private static String processor() {
    try {
      List<String> lines = Files.readAllLines(PROCESSOR);
      for (String line : lines) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // Another system than Linux: its architecture has to do.
    }
    return System.getProperty("os.arch");
  }

  /** How many threads wanted a processor in the last minute; "unknown" when nobody says. */
  public static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
  }
}
