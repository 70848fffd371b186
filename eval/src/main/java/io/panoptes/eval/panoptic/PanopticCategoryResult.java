package io.panoptes.eval.panoptic;

import io.panoptes.eval.EvalCategory;

/**
 * Panoptic quality of one category.
 *
 * @param category which
 * @param iouSum ΣIoU of the matched pairs, 0 to {@code truePositives}
 * @param truePositives pairs with IoU &gt; 0.5, at least 0
 * @param falsePositives predictions that matched nothing and are not forgiven, at least 0
 * @param falseNegatives ground truth that nothing matched, crowd left out, at least 0
 */
public record PanopticCategoryResult(
    EvalCategory category,
    double iouSum,
    long truePositives,
    long falsePositives,
    long falseNegatives) {

  /** Whether the category takes part in averages: TP + FP + FN &gt; 0. */
  public boolean counted() {
    return truePositives + falsePositives + falseNegatives > 0;
  }

  /** ΣIoU / (TP + ½FP + ½FN), 0 to 1; 0 when nothing was counted. */
  public double pq() {
    return counted() ? iouSum / denominator() : 0;
  }

  /** ΣIoU / TP, 0 or above 0.5 to 1; 0 when TP = 0. */
  public double sq() {
    return truePositives > 0 ? iouSum / truePositives : 0;
  }

  /** TP / (TP + ½FP + ½FN), 0 to 1; 0 when nothing was counted. */
  public double rq() {
    return counted() ? truePositives / denominator() : 0;
  }

  private double denominator() {
    return truePositives + 0.5 * falsePositives + 0.5 * falseNegatives;
  }
}
