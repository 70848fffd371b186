package io.panoptes.eval.instance;

import java.util.List;

/**
 * What became of one picture's detections of one category in one area range: for each detection, by
 * descending score, whether it is right, wrong or ignored at every IoU threshold.
 */
final class ImageMatches {

  /** 0.50, 0.55 … 0.95, made as numpy's linspace makes them so that equal IoUs stay equal. */
  static final double[] THRESHOLDS = thresholds();

  final long image;
  final double[] scores;
  final boolean[][] matched;
  final boolean[][] ignored;
  final int positives;

  private ImageMatches(
      long image, double[] scores, boolean[][] matched, boolean[][] ignored, int positives) {
    this.image = image;
    this.scores = scores;
    this.matched = matched;
    this.ignored = ignored;
    this.positives = positives;
  }

  private static double[] thresholds() {
    double step = (0.95 - 0.5) / 9;
    double[] thresholds = new double[10];
    for (int i = 0; i < 9; i++) {
      thresholds[i] = i * step + 0.5;
    }
    thresholds[9] = 0.95;
    return thresholds;
  }

  /**
   * Greedy matching by score.
   *
   * @param detections by descending score, already cut to the most that count
   * @param overlaps row for each detection, column for each truth
   */
  static ImageMatches of(
      long image,
      List<InstanceDetection> detections,
      List<InstanceTruth> truths,
      double[][] overlaps,
      AreaRange range) {
    int[] order = new int[truths.size()];
    int positives = 0;
    for (int g = 0; g < order.length; g++) {
      if (!isIgnored(truths.get(g), range)) {
        order[positives++] = g;
      }
    }
    for (int g = 0, next = positives; g < order.length; g++) {
      if (isIgnored(truths.get(g), range)) {
        order[next++] = g;
      }
    }
    double[] scores = new double[detections.size()];
    for (int d = 0; d < scores.length; d++) {
      scores[d] = detections.get(d).score();
    }
    boolean[][] matched = new boolean[THRESHOLDS.length][scores.length];
    boolean[][] ignored = new boolean[THRESHOLDS.length][scores.length];
    for (int t = 0; t < THRESHOLDS.length; t++) {
      boolean[] taken = new boolean[order.length];
      for (int d = 0; d < scores.length; d++) {
        int match = best(overlaps[d], truths, order, positives, taken, THRESHOLDS[t]);
        if (match >= 0) {
          taken[match] = true;
          ignored[t][d] = match >= positives;
          // pycocotools stores the annotation's id as the mark of a match, and 0 reads as none.
          matched[t][d] = truths.get(order[match]).id() != 0;
        }
        if (!matched[t][d] && range.excludes(detections.get(d).area())) {
          ignored[t][d] = true;
        }
      }
    }
    return new ImageMatches(image, scores, matched, ignored, positives);
  }

  private static boolean isIgnored(InstanceTruth truth, AreaRange range) {
    return truth.crowd() || range.excludes(truth.area());
  }

  /** Position in {@code order} of the truth that a detection takes, or −1. */
  private static int best(
      double[] overlaps,
      List<InstanceTruth> truths,
      int[] order,
      int positives,
      boolean[] taken,
      double threshold) {
    double best = Math.min(threshold, 1 - 1e-10);
    int match = -1;
    for (int g = 0; g < order.length; g++) {
      if (taken[g] && !truths.get(order[g]).crowd()) {
        continue;
      }
      if (match >= 0 && match < positives && g >= positives) {
        break;
      }
      double overlap = overlaps[order[g]];
      if (overlap >= best) {
        best = overlap;
        match = g;
      }
    }
    return match;
  }
}
