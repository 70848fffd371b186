package io.panoptes.eval.semantic;

/**
 * Intersection over union of one class over a whole set.
 *
 * @param scored the class
 * @param truePositives pixels of the class in both, at least 0
 * @param falsePositives predicted pixels of the class whose ground truth is another evaluated class
 * @param falseNegatives pixels of the class that were predicted as anything else
 */
public record ClassIou(
    SemanticClass scored, long truePositives, long falsePositives, long falseNegatives) {

  /** TP / (TP + FP + FN), 0 to 1; NaN when the class is in neither. */
  public double iou() {
    return (double) truePositives / (truePositives + falsePositives + falseNegatives);
  }

  /** TP / (TP + FN), 0 to 1; NaN when the ground truth has no such pixel. */
  public double recall() {
    return (double) truePositives / (truePositives + falseNegatives);
  }
}
