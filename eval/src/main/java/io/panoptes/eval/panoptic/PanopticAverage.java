package io.panoptes.eval.panoptic;

import java.util.List;

/**
 * Panoptic quality averaged over categories.
 *
 * @param pq mean of the categories' PQ, 0 to 1; NaN without categories
 * @param sq mean of the categories' SQ, 0 to 1; NaN without categories
 * @param rq mean of the categories' RQ, 0 to 1; NaN without categories
 * @param categories how many with TP + FP + FN &gt; 0 were averaged over
 */
public record PanopticAverage(double pq, double sq, double rq, int categories) {

  static PanopticAverage of(List<PanopticCategoryResult> results) {
    double pq = 0;
    double sq = 0;
    double rq = 0;
    int n = 0;
    for (PanopticCategoryResult result : results) {
      if (result.counted()) {
        pq += result.pq();
        sq += result.sq();
        rq += result.rq();
        n++;
      }
    }
    return n == 0
        ? new PanopticAverage(Double.NaN, Double.NaN, Double.NaN, 0)
        : new PanopticAverage(pq / n, sq / n, rq / n, n);
  }
}
