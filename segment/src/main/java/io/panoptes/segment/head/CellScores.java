package io.panoptes.segment.head;

/** Scores of labels, whatever their order in memory. */
final class CellScores {

  private final float[] scores;
  private final int from;
  private final int cellStep;
  private final int labelStep;
  final int labels;

  /**
   * @param from first score of the picture
   * @param planar whether all scores of a label lie together, instead of all labels of a cell
   */
  CellScores(float[] scores, int from, int cells, int labels, boolean planar) {
    this.scores = scores;
    this.from = from;
    this.labels = labels;
    this.cellStep = planar ? 1 : labels;
    this.labelStep = planar ? cells : 1;
  }

  float get(int cell, int label) {
    return scores[from + cell * cellStep + label * labelStep];
  }

  /** The label with the largest score, the lower one on ties. */
  int best(int cell) {
    int at = from + cell * cellStep;
    int best = 0;
    float most = scores[at];
    for (int label = 1; label < labels; label++) {
      at += labelStep;
      if (scores[at] > most) {
        most = scores[at];
        best = label;
      }
    }
    return best;
  }

  /** The best label among those that are allowed; −1 when none is. */
  int best(int cell, boolean[] allowed) {
    int best = -1;
    for (int label = 0; label < labels; label++) {
      if (allowed[label] && (best < 0 || get(cell, label) > get(cell, best))) {
        best = label;
      }
    }
    return best;
  }

  /** Probability of a label when scores are logits, 0 to 1. */
  double probability(int cell, int label) {
    float own = get(cell, label);
    double sum = 0;
    for (int other = 0; other < labels; other++) {
      sum += Math.exp(get(cell, other) - own);
    }
    return 1 / sum;
  }
}
