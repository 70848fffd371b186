package io.panoptes.segment.model;

import io.panoptes.core.config.ConfigNode;

/**
 * How a model is run, whichever runtime runs it.
 *
 * @param threads inside the runtime on the CPU; 0 leaves it to the runtime
 * @param gpuMemory most that the runtime takes of a GPU's memory, as a share of it; it takes what
 *     it needs up to that
 */
public record RuntimeOptions(int threads, Device device, double gpuMemory) {

  public RuntimeOptions {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads " + threads + " must not be negative; 0 leaves it to the runtime");
    }
    if (device == null) {
      throw new NullPointerException("device is null");
    }
    if (!(gpuMemory > 0 && gpuMemory <= 1)) {
      throw new IllegalArgumentException(
          "gpuMemory " + gpuMemory + " must be more than 0 and at most 1");
    }
  }

  /** On the CPU, with as many threads as the runtime likes. */
  public static RuntimeOptions cpu() {
    return new RuntimeOptions(0, Device.CPU, 1);
  }

  /** The same with another number of threads; 0 leaves it to the runtime. */
  public RuntimeOptions withThreads(int number) {
    return new RuntimeOptions(number, device, gpuMemory);
  }

  /**
   * Reads {@code device}, {@code gpu-memory} and {@code model-threads} of the section {@code
   * segment}; problems are recorded in its document.
   */
  public static RuntimeOptions read(ConfigNode segmentSection) {
    String device = segmentSection.text("device", Device.CPU.toString());
    if (Device.parse(device).isEmpty()) {
      segmentSection
          .section("device")
          .problem("is " + device + "; allowed are cpu, gpu and gpu:0, gpu:1, ...");
    }
    return new RuntimeOptions(
        (int) segmentSection.integer("model-threads", 0, 0, 256),
        Device.parse(device).orElse(Device.CPU),
        segmentSection.number("gpu-memory", 1, 0.01, 1));
  }
}
