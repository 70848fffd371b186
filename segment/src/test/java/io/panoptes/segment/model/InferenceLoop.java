package io.panoptes.segment.model;

import io.panoptes.segment.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of its own that runs a model over and over and prints its memory before and after. */
public final class InferenceLoop {

  static final int SIDE = 32;

  /** By then the compilers have done their work and the runtimes have the memory that they need. */
  private static final int WARM_UP = 10_000;

  private InferenceLoop() {}

  /**
   * Runs the model in a folder.
   *
   * @param arguments the folder, and how often
   */
  public static void main(String[] arguments) throws IOException {
    ModelManifest manifest = ModelManifest.read(Path.of(arguments[0]));
    try (ModelRuntime model = Runtimes.open(manifest, new RuntimeOptions(1, Device.CPU, 1))) {
      InputPreparation preparation = new InputPreparation(manifest.input());
      run(model, preparation, WARM_UP);
      long before = residentKib();
      run(model, preparation, Integer.parseInt(arguments[1]));
      System.out.println("resident " + before + " " + residentKib());
    }
  }

  private static void run(ModelRuntime model, InputPreparation preparation, int times) {
    Image image = Image.allocate(SIDE, SIDE);
    for (int i = 0; i < times; i++) {
      ModelTensor input = preparation.prepare(List.of(image));
      Map<String, ModelTensor> given =
          model.run(Map.of("image", input), List.of("doubled", "labels"));
      if (given.get("doubled").size() != 3 * SIDE * SIDE) {
        throw new IllegalStateException("the model gave " + given);
      }
    }
  }

  private static long residentKib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
