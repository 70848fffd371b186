package io.panoptes.bench.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

  private static Measurement run(long frames, double seconds) {
    return new Measurement(frames, seconds, seconds + 1, 2 * seconds);
  }

  @Test
  void shouldCompareEachReplayWithTheBareLoopOfItsPair() {
    Pairs pairs =
        new Pairs(
            "clip",
            "none",
            List.of(run(100, 1), run(100, 2), run(100, 4)),
            List.of(run(100, 2), run(100, 2), run(100, 5)));

    assertArrayEquals(
        new double[] {0.5, 0.8, 1.0}, pairs.ratios(Measurement::framesPerSecond), 1e-12);
    assertArrayEquals(
        new double[] {2.0 / 3, 5.0 / 6, 1.0},
        pairs.ratios(Measurement::framesPerWallSecond),
        1e-12);
  }

  @Test
  void shouldTakeTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertEquals(
        50,
        Pairs.median(List.of(run(100, 1), run(100, 2), run(100, 4)), Measurement::framesPerSecond));
    assertEquals(75, Pairs.median(List.of(run(100, 1), run(100, 2)), Measurement::framesPerSecond));
  }

  @Test
  void shouldRefuseRunsThatSawDifferentFrames() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Pairs("clip", "none", List.of(run(795, 1)), List.of(run(794, 1))));

    assertEquals(
        "the bare loop saw 795 frames of clip and the replay 794; they must be equal",
        refusal.getMessage());
  }

  @Test
  void shouldWriteOneRowForEachVariant() {
    Pairs pairs =
        new Pairs("clip, 100 frames", "motion", List.of(run(100, 1)), List.of(run(100, 2)));

    String report = Report.markdown("2 × Processor", "0.1", "1.9", List.of(pairs));

    assertEquals(
        "| clip, 100 frames | `motion` | 100.0 | 50.0 | 0.50 (0.50–0.50) | 0.67 (0.67–0.67) |"
            + " 20.0 | 40.0 |",
        report.lines().reduce((first, second) -> second).orElseThrow());
  }
}
