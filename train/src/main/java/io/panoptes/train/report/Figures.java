package io.panoptes.train.report;

import io.panoptes.eval.panoptic.PanopticCategoryResult;
import io.panoptes.eval.panoptic.PanopticResult;
import io.panoptes.eval.semantic.SemanticResult;

/**
 * How well results agree with labels.
 *
 * @param pictures that were compared
 * @param panoptic quality of segments
 * @param semantic quality of pixels' categories
 */
public record Figures(int pictures, PanopticResult panoptic, SemanticResult semantic) {

  /** PQ over all categories, 0 to 1; NaN when there was nothing. */
  public double pq() {
    return panoptic.all().pq();
  }

  /** Mean IoU, 0 to 1; NaN when there was nothing. */
  public double meanIou() {
    return semantic.meanIou();
  }

  /** Share of the labels' things that were found with an IoU above 0.5; NaN without any. */
  public double thingsRecall() {
    long found = 0;
    long all = 0;
    for (PanopticCategoryResult result : panoptic.perCategory()) {
      if (result.category().thing()) {
        found += result.truePositives();
        all += result.truePositives() + result.falseNegatives();
      }
    }
    return all == 0 ? Double.NaN : (double) found / all;
  }
}
