package io.panoptes.eval.panoptic;

import java.util.List;
import java.util.function.Function;

/**
 * Video panoptic quality of a set. The number means little without its windows.
 *
 * @param windows result of each window size, ascending
 */
public record VideoPanopticResult(List<Window> windows) {

  public VideoPanopticResult {
    windows = List.copyOf(windows);
  }

  /**
   * @param frames window size in annotated frames, at least 1
   * @param quality panoptic quality of the tubes of this size
   */
  public record Window(int frames, PanopticResult quality) {}

  /** Mean of the windows' PQ over all categories, 0 to 1; NaN when a window saw no segment. */
  public double vpq() {
    return mean(PanopticResult::all);
  }

  /** The same over countable categories, 0 to 1. */
  public double vpqThings() {
    return mean(PanopticResult::things);
  }

  /** The same over the other categories, 0 to 1. */
  public double vpqStuff() {
    return mean(PanopticResult::stuff);
  }

  private double mean(Function<PanopticResult, PanopticAverage> part) {
    double sum = 0;
    for (Window window : windows) {
      sum += part.apply(window.quality()).pq();
    }
    return sum / windows.size();
  }
}
