package io.panoptes.track.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class OverlapMatchingTest {

  private final OverlapMatching matching = new OverlapMatching();

  @Test
  void shouldTakeUnambiguousPairsWithoutAskingTheirCost() {
    double[] overlap = {0.4, 0.1, 0.0, 0.2};
    double[] cost = {1e6, -1, -1, -1};
    assertArrayEquals(new int[] {0, -1}, matching.match(overlap, cost, 2, 2, 0.3));
  }

  @Test
  void shouldAskTheCostWhenAnyPairIsAmbiguous() {
    double[] overlap = {0.4, 0.5, 0.6, 0.7};
    double[] cost = {-0.4, -0.9, -0.9, -0.7};
    assertArrayEquals(new int[] {1, 0}, matching.match(overlap, cost, 2, 2, 0.3));
  }

  @Test
  void shouldAssignFirstAndDropWeakPairsAfterwards() {
    // Alone, row 0 would take column 0; the best complete assignment gives it column 1 and drops
    // it.
    double[] overlap = {0.5, 0.2, 0.9, 0.4};
    double[] cost = {-0.5, -0.2, -0.9, -0.4};
    assertArrayEquals(new int[] {-1, 0}, matching.match(overlap, cost, 2, 2, 0.3));
  }

  @Test
  void shouldKeepPairsAtTheThreshold() {
    double[] overlap = {0.3, 0.1, 0.1, 0.3};
    double[] cost = {-0.3, -0.1, -0.1, -0.3};
    assertArrayEquals(new int[] {0, 1}, matching.match(overlap, cost, 2, 2, 0.3));
  }

  @Test
  void shouldTakeEmptySides() {
    assertArrayEquals(new int[0], matching.match(new double[0], new double[0], 0, 3, 0.3));
    assertArrayEquals(new int[] {-1, -1}, matching.match(new double[0], new double[0], 2, 0, 0.3));
  }
}
