package io.panoptes.eval.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * In how many frames each pair of tracks was matched at each threshold. Few of the possible pairs
 * ever meet, so counters exist only for those that did.
 */
final class PairMatches {

  /** Receives the counters of one pair. */
  interface Visitor {
    void visit(int truth, int prediction, int[] framesAtAlpha);
  }

  private final int columns;
  private final int[] slots;
  private final List<int[]> counters = new ArrayList<>();

  PairMatches(int truths, int predictions) {
    columns = predictions;
    slots = new int[Math.multiplyExact(truths, predictions)];
  }

  /** Counts a frame for the first {@code alphas} thresholds, at least 1. */
  void add(int truth, int prediction, int alphas) {
    int pair = truth * columns + prediction;
    if (slots[pair] == 0) {
      counters.add(new int[Hota.ALPHAS]);
      slots[pair] = counters.size();
    }
    counters.get(slots[pair] - 1)[alphas - 1]++;
  }

  /** Visits the pairs that were matched, by truth and then by prediction. */
  void forEach(Visitor visitor) {
    for (int pair = 0; pair < slots.length; pair++) {
      if (slots[pair] != 0) {
        int[] frames = counters.get(slots[pair] - 1).clone();
        for (int a = frames.length - 2; a >= 0; a--) {
          frames[a] += frames[a + 1];
        }
        visitor.visit(pair / columns, pair % columns, frames);
      }
    }
  }
}
