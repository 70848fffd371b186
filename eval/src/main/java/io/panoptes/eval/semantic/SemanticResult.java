package io.panoptes.eval.semantic;

import java.util.List;

/**
 * Semantic quality of a set.
 *
 * @param meanIou mean of the classes' IoU, 0 to 1; classes in neither ground truth nor prediction
 *     are left out, NaN when all are
 * @param pixelAccuracy pixels with the right label / pixels of evaluated classes, 0 to 1; NaN
 *     without pixels
 * @param meanAccuracy mean of the classes' recall, 0 to 1; classes without ground truth left out
 * @param classes how many were averaged in {@code meanIou}
 * @param perClass every evaluated class
 */
public record SemanticResult(
    double meanIou,
    double pixelAccuracy,
    double meanAccuracy,
    int classes,
    List<ClassIou> perClass) {

  public SemanticResult {
    perClass = List.copyOf(perClass);
  }

  static SemanticResult of(List<ClassIou> perClass, long correct, long all) {
    double iouSum = 0;
    int classes = 0;
    double recallSum = 0;
    int withTruth = 0;
    for (ClassIou result : perClass) {
      double iou = result.iou();
      if (!Double.isNaN(iou)) {
        iouSum += iou;
        classes++;
      }
      double recall = result.recall();
      if (!Double.isNaN(recall)) {
        recallSum += recall;
        withTruth++;
      }
    }
    return new SemanticResult(
        iouSum / classes, (double) correct / all, recallSum / withTruth, classes, perClass);
  }
}
