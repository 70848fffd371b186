package io.panoptes.bench.replay;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs of the bare loop and the replay, each pair made one after the other.
 *
 * @param clip what ran, for people
 * @param segmenter of both
 * @param bare the bare loop's runs
 * @param replay the replay's runs, as many
 */
record Pairs(String clip, String segmenter, List<Measurement> bare, List<Measurement> replay) {

  Pairs {
    bare = List.copyOf(bare);
    replay = List.copyOf(replay);
    if (bare.isEmpty() || bare.size() != replay.size()) {
      throw new IllegalArgumentException(
          "%d bare runs and %d replays are no pairs".formatted(bare.size(), replay.size()));
    }
    for (int i = 0; i < bare.size(); i++) {
      if (bare.get(i).frames() != replay.get(i).frames()) {
        throw new IllegalArgumentException(
            "the bare loop saw %d frames of %s and the replay %d; they must be equal"
                .formatted(bare.get(i).frames(), clip, replay.get(i).frames()));
      }
    }
  }

  /** The replay's value as a share of the bare loop's, pair by pair, ascending. */
  double[] ratios(ToDoubleFunction<Measurement> value) {
    double[] ratios = new double[bare.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = value.applyAsDouble(replay.get(i)) / value.applyAsDouble(bare.get(i));
    }
    Arrays.sort(ratios);
    return ratios;
  }

  static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    return median(runs.stream().mapToDouble(value).sorted().toArray());
  }

  /**
   * @param sorted at least one value
   */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
