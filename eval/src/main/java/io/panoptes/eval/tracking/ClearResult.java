package io.panoptes.eval.tracking;

/**
 * CLEAR MOT counts and the scores that follow from them, as TrackEval combines sequences.
 *
 * @param truePositives matched pairs, at least 0
 * @param falseNegatives ground truth without a match, at least 0
 * @param falsePositives predictions without a match, at least 0
 * @param switches times that a ground-truth track was matched to another identity than last time
 * @param mostlyTracked tracks matched in more than 80 % of their frames
 * @param partlyTracked tracks matched in 20 % to 80 % of their frames
 * @param mostlyLost tracks matched in less than 20 % of their frames
 * @param fragments times that a track was matched again after a pause
 * @param frames frames of the sequences that have both truth and predictions
 * @param similaritySum summed similarity of the matched pairs
 */
public record ClearResult(
    long truePositives,
    long falseNegatives,
    long falsePositives,
    long switches,
    long mostlyTracked,
    long partlyTracked,
    long mostlyLost,
    long fragments,
    long frames,
    double similaritySum) {

  /** (TP − FP − switches) / (TP + FN), at most 1 and possibly negative. */
  public double mota() {
    return (truePositives - falsePositives - switches) / truths();
  }

  /** Mean similarity of the matched pairs, 0.5 to 1; 0 without any. */
  public double motp() {
    return similaritySum / Math.max(1, truePositives);
  }

  /** (TP − FP) / (TP + FN), at most 1 and possibly negative. */
  public double moda() {
    return (truePositives - falsePositives) / truths();
  }

  /** (Σ similarity − FP − switches) / (TP + FN), at most 1 and possibly negative. */
  public double smota() {
    return (similaritySum - falsePositives - switches) / truths();
  }

  /** (TP − FP − log₁₀ switches) / (TP + FN), at most 1 and possibly negative. */
  public double motal() {
    double logarithm = switches > 0 ? Math.log10(switches) : 0;
    return (truePositives - falsePositives - logarithm) / truths();
  }

  /** TP / (TP + FN), 0 to 1. */
  public double recall() {
    return truePositives / truths();
  }

  /** TP / (TP + FP), 0 to 1. */
  public double precision() {
    return truePositives / Math.max(1.0, truePositives + falsePositives);
  }

  /** TP / (TP + ½FN + ½FP), 0 to 1. */
  public double f1() {
    return truePositives
        / Math.max(1.0, truePositives + 0.5 * falseNegatives + 0.5 * falsePositives);
  }

  /** FP / frames, at least 0. */
  public double falsePositivesPerFrame() {
    return falsePositives / Math.max(1.0, frames);
  }

  /** Share of tracks that are mostly tracked, 0 to 1. */
  public double mostlyTrackedRatio() {
    return mostlyTracked / tracks();
  }

  /** Share of tracks that are partly tracked, 0 to 1. */
  public double partlyTrackedRatio() {
    return partlyTracked / tracks();
  }

  /** Share of tracks that are mostly lost, 0 to 1. */
  public double mostlyLostRatio() {
    return mostlyLost / tracks();
  }

  private double truths() {
    return Math.max(1.0, truePositives + falseNegatives);
  }

  private double tracks() {
    return Math.max(1.0, mostlyTracked + partlyTracked + mostlyLost);
  }
}
