package io.panoptes.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkOptionsTest {

  @Test
  void shouldMeasureBothSegmentersOnAShortAndALongClipByDefault() {
    BenchmarkOptions options = BenchmarkOptions.parse();

    assertEquals("vtest.avi", options.clip().getFileName().toString());
    assertEquals(List.of(1, 3), options.loops());
    assertEquals(List.of("none", "motion"), options.segmenters());
    assertEquals(5, options.runs());
    assertEquals(Runtime.getRuntime().availableProcessors(), options.threads());
  }

  @Test
  void shouldTakeEveryOption() {
    BenchmarkOptions options =
        BenchmarkOptions.parse(
            "/clips/a.mp4",
            "--loops",
            "2",
            "--segmenters",
            "none",
            "--runs",
            "7",
            "--threads",
            "4",
            "--panoptes",
            "/opt/panoptes",
            "--out",
            "/tmp/results");

    assertEquals(
        new BenchmarkOptions(
            Path.of("/clips/a.mp4"),
            List.of(2),
            List.of("none"),
            7,
            4,
            Path.of("/opt/panoptes"),
            Path.of("/tmp/results")),
        options);
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertEquals(
        "--speed is unknown",
        assertThrows(IllegalArgumentException.class, () -> BenchmarkOptions.parse("--speed", "max"))
            .getMessage());
    assertEquals(
        "--runs needs a value",
        assertThrows(IllegalArgumentException.class, () -> BenchmarkOptions.parse("--runs"))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> BenchmarkOptions.parse("--runs", "0"));
  }
}
