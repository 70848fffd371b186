package io.panoptes.segment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.panoptes.segment.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs a tiny model over and over: the memory of the process must not grow. {@code
 * -Dpanoptes.inferences=1000000} runs it a million times.
 */
class NativeMemoryTest {

  private static final int INFERENCES = Integer.getInteger("panoptes.inferences", 6000);

  /**
   * What may come and go in a process: less than a run that forgot any tensor would leave, since
   * the input has 12 KiB and the outputs 20 KiB.
   */
  private static final long ALLOWED_KIB = 48 * 1024;

  private static final int SIDE = 32;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ModelManifest.Runtime.class)
  void shouldNotGrow(ModelManifest.Runtime runtime) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/status")), "there is no /proc/self/status");
    Map<String, ModelTensor> given;
    try (ModelRuntime model = Runtimes.open(TinyModels.write(folder, runtime, SIDE), options())) {
      InputPreparation preparation = new InputPreparation(TinyModels.input(SIDE));
      Image image = Image.allocate(SIDE, SIDE);
      run(model, preparation, image, Math.min(2000, INFERENCES));
      long before = residentKib();
      given = run(model, preparation, image, INFERENCES);
      long after = residentKib();
      System.out.printf(
          "%s: %d inferences, resident %d KiB before and %d KiB after%n",
          runtime, INFERENCES, before, after);
      assertTrue(after - before < ALLOWED_KIB, "grew from " + before + " to " + after + " KiB");
    }
    assertArrayEquals(new int[] {1, SIDE, SIDE, 3}, given.get("doubled").shape());
  }

  private static RuntimeOptions options() {
    return new RuntimeOptions(1, Device.CPU, 1);
  }

  private static Map<String, ModelTensor> run(
      ModelRuntime model, InputPreparation preparation, Image image, int times) {
    Map<String, ModelTensor> given = Map.of();
    for (int i = 0; i < times; i++) {
      ModelTensor input = preparation.prepare(List.of(image));
      given = model.run(Map.of("image", input), List.of("doubled", "labels"));
    }
    return given;
  }

  private static long residentKib() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
