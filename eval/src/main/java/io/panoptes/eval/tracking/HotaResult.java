package io.panoptes.eval.tracking;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * HOTA and its parts. The unqualified numbers are means over the thresholds α = 0.05, 0.10 … 0.95.
 *
 * @param atAlpha the numbers at each threshold, ascending
 */
public record HotaResult(List<AtAlpha> atAlpha) {

  public HotaResult {
    atAlpha = List.copyOf(atAlpha);
  }

  /**
   * The numbers at one threshold.
   *
   * @param alpha least similarity of a true positive
   * @param truePositives matched pairs, at least 0
   * @param falseNegatives ground truth without a match, at least 0
   * @param falsePositives predictions without a match, at least 0
   * @param detA TP / (TP + FN + FP), 0 to 1
   * @param detRe TP / (TP + FN), 0 to 1
   * @param detPr TP / (TP + FP), 0 to 1
   * @param assA mean over true positives of TPA / (TPA + FNA + FPA), 0 to 1
   * @param assRe mean over true positives of TPA / (TPA + FNA), 0 to 1
   * @param assPr mean over true positives of TPA / (TPA + FPA), 0 to 1
   * @param locA mean similarity of true positives, 0 to 1; 1 without any
   */
  public record AtAlpha(
      double alpha,
      long truePositives,
      long falseNegatives,
      long falsePositives,
      double detA,
      double detRe,
      double detPr,
      double assA,
      double assRe,
      double assPr,
      double locA) {

    /** √(DetA · AssA), 0 to 1. */
    public double hota() {
      return Math.sqrt(detA * assA);
    }

    /** √(DetRe · AssA), 0 to 1: HOTA that does not mind false positives. */
    public double recallHota() {
      return Math.sqrt(detRe * assA);
    }
  }

  /** Mean of √(DetA · AssA), 0 to 1. */
  public double hota() {
    return mean(AtAlpha::hota);
  }

  public double detA() {
    return mean(AtAlpha::detA);
  }

  public double assA() {
    return mean(AtAlpha::assA);
  }

  public double detRe() {
    return mean(AtAlpha::detRe);
  }

  public double detPr() {
    return mean(AtAlpha::detPr);
  }

  public double assRe() {
    return mean(AtAlpha::assRe);
  }

  public double assPr() {
    return mean(AtAlpha::assPr);
  }

  public double locA() {
    return mean(AtAlpha::locA);
  }

  /** Mean of √(DetRe · AssA), 0 to 1. */
  public double recallHota() {
    return mean(AtAlpha::recallHota);
  }

  /** HOTA at the lowest threshold, 0.05; TrackEval's HOTA(0). */
  public double hotaAtLowest() {
    return atAlpha.get(0).hota();
  }

  /** LocA at the lowest threshold, 0.05; TrackEval's LocA(0). */
  public double locAAtLowest() {
    return atAlpha.get(0).locA();
  }

  /** HOTA(0) · LocA(0), 0 to 1. */
  public double hotaLocAAtLowest() {
    return hotaAtLowest() * locAAtLowest();
  }

  private double mean(ToDoubleFunction<AtAlpha> part) {
    double sum = 0;
    for (AtAlpha values : atAlpha) {
      sum += part.applyAsDouble(values);
    }
    return sum / atAlpha.size();
  }
}
