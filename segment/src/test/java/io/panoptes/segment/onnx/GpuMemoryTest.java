package io.panoptes.segment.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.segment.SegmenterException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuMemoryTest {

  @Test
  void shouldReadMebibytes() {
    assertEquals(81920L << 20, GpuMemory.totalBytes(List.of("echo", "81920")));
  }

  @Test
  void shouldSayWhatTheDriverSaysInstead() {
    SegmenterException error =
        assertThrows(
            SegmenterException.class, () -> GpuMemory.totalBytes(List.of("echo", "No devices")));
    assertEquals(
        "segment.gpu-memory needs the size of the GPU's memory, and 'echo No devices' does not tell:"
            + " it says No devices; install it, or leave segment.gpu-memory at 1",
        error.getMessage());
    assertThrows(
        SegmenterException.class, () -> GpuMemory.totalBytes(List.of("no-such-program-here")));
  }
}
