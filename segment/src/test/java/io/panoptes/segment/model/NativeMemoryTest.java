package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a tiny model over and over in a process whose heap is small and resident from the start: its
 * memory must not grow. {@code -Dpanoptes.inferences=1000000} runs it a million times.
 */
class NativeMemoryTest {

  private static final int INFERENCES = Integer.getInteger("panoptes.inferences", 10_000);

  /**
   * What may come and go. 10,000 runs that forgot the smallest tensor, the labels' 8 KiB, would
   * leave 78 MiB.
   */
  private static final long ALLOWED_KIB = 48 * 1024;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ModelManifest.Runtime.class)
  void shouldNotGrow(ModelManifest.Runtime runtime) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "there is no /proc/self/status");
    TinyModels.write(folder, runtime, InferenceLoop.SIDE);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                InferenceLoop.class.getName(),
                folder.toString(),
                Integer.toString(INFERENCES))
            .redirectErrorStream(true)
            .start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), text);
    String last = List.of(text.split("\n")).get(text.split("\n").length - 1);
    System.out.println(runtime + ", " + INFERENCES + " inferences, KiB: " + last);
    long before = Long.parseLong(last.split(" ")[1]);
    long after = Long.parseLong(last.split(" ")[2]);
    assertTrue(after - before < ALLOWED_KIB, "grew from " + before + " to " + after + " KiB");
  }
}
