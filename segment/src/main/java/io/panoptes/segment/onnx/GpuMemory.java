package io.panoptes.segment.onnx;

import io.panoptes.segment.SegmenterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks NVIDIA's driver how much memory a GPU has; ONNX Runtime wants its limit in bytes. */
final class GpuMemory {

  private static final long MEBIBYTE = 1L << 20;

  private GpuMemory() {}

  static long totalBytes(int gpu) {
    return totalBytes(
        List.of(
            "nvidia-smi",
            "--id=" + gpu,
            "--query-gpu=memory.total",
            "--format=csv,noheader,nounits"));
  }

  /**
   * What a command says.
   *
   * @param command prints mebibytes
   * @throws SegmenterException when it does not
   */
  static long totalBytes(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() == 0 && text.matches("[0-9]{1,9}")) {
        return Long.parseLong(text) * MEBIBYTE;
      }
      throw unknown(command, "it says " + text, null);
    } catch (IOException e) {
      throw unknown(command, e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(command, "interrupted", e);
    }
  }

  private static SegmenterException unknown(List<String> command, String why, Exception cause) {
    return new SegmenterException(
        ("segment.gpu-memory needs the size of the GPU's memory, and '%s' does not tell: %s; install"
                + " it, or leave segment.gpu-memory at 1")
            .formatted(String.join(" ", command), why),
        cause);
  }
}
