package io.panoptes.eval.instance;

import java.util.List;

/**
 * Interpolated precision at 101 recalls and the recall reached, for each IoU threshold and each
 * limit of detections, of one category and area range.
 */
final class PrecisionRecall {

  /** Detections a picture that count: 1, 10 or 100. */
  static final int[] LIMITS = {1, 10, 100};

  private static final int RECALLS = 101;
  private static final double TINY = 0x1p-52;

  private final boolean hasTruth;

  /** By limit and threshold: mean precision over the 101 recalls. */
  private final double[][] precision;

  /** By limit and threshold. */
  private final double[][] recall;

  private PrecisionRecall(boolean hasTruth, double[][] precision, double[][] recall) {
    this.hasTruth = hasTruth;
    this.precision = precision;
    this.recall = recall;
  }

  /**
   * @param images in the order that breaks ties of score
   */
  static PrecisionRecall of(List<ImageMatches> images) {
    int thresholds = ImageMatches.THRESHOLDS.length;
    double[][] precision = new double[LIMITS.length][thresholds];
    double[][] recall = new double[LIMITS.length][thresholds];
    int positives = 0;
    for (ImageMatches image : images) {
      positives += image.positives;
    }
    if (positives == 0) {
      return new PrecisionRecall(false, precision, recall);
    }
    for (int limit = 0; limit < LIMITS.length; limit++) {
      Integer[] order = rank(images, LIMITS[limit]);
      int[] imageOf = new int[order.length];
      int[] detectionOf = new int[order.length];
      flatten(images, LIMITS[limit], imageOf, detectionOf);
      for (int t = 0; t < thresholds; t++) {
        curve(images, order, imageOf, detectionOf, positives, t, precision[limit], recall[limit]);
      }
    }
    return new PrecisionRecall(true, precision, recall);
  }

  private static Integer[] rank(List<ImageMatches> images, int limit) {
    int size = 0;
    for (ImageMatches image : images) {
      size += Math.min(limit, image.scores.length);
    }
    double[] scores = new double[size];
    Integer[] order = new Integer[size];
    int at = 0;
    for (ImageMatches image : images) {
      for (int d = 0; d < Math.min(limit, image.scores.length); d++) {
        scores[at] = image.scores[d];
        order[at] = at;
        at++;
      }
    }
    java.util.Arrays.sort(
        order, (a, b) -> AveragePrecision.compareDescending(scores[a], scores[b]));
    return order;
  }

  private static void flatten(
      List<ImageMatches> images, int limit, int[] imageOf, int[] detectionOf) {
    int at = 0;
    for (int i = 0; i < images.size(); i++) {
      for (int d = 0; d < Math.min(limit, images.get(i).scores.length); d++) {
        imageOf[at] = i;
        detectionOf[at] = d;
        at++;
      }
    }
  }

  private static void curve(
      List<ImageMatches> images,
      Integer[] order,
      int[] imageOf,
      int[] detectionOf,
      int positives,
      int threshold,
      double[] precision,
      double[] recall) {
    double[] recalls = new double[order.length];
    double[] precisions = new double[order.length];
    int right = 0;
    int wrong = 0;
    for (int i = 0; i < order.length; i++) {
      ImageMatches image = images.get(imageOf[order[i]]);
      int detection = detectionOf[order[i]];
      if (!image.ignored[threshold][detection]) {
        if (image.matched[threshold][detection]) {
          right++;
        } else {
          wrong++;
        }
      }
      recalls[i] = (double) right / positives;
      precisions[i] = right / (wrong + right + TINY);
    }
    recall[threshold] = order.length == 0 ? 0 : recalls[order.length - 1];
    for (int i = order.length - 1; i > 0; i--) {
      precisions[i - 1] = Math.max(precisions[i - 1], precisions[i]);
    }
    double sum = 0;
    int at = 0;
    for (int r = 0; r < RECALLS; r++) {
      double wanted = r == RECALLS - 1 ? 1 : r * 0.01;
      while (at < recalls.length && recalls[at] < wanted) {
        at++;
      }
      sum += at < recalls.length ? precisions[at] : 0;
    }
    precision[threshold] = sum / RECALLS;
  }

  boolean hasTruth() {
    return hasTruth;
  }

  double precision(int limitIndex, int thresholdIndex) {
    return precision[limitIndex][thresholdIndex];
  }

  double recall(int limitIndex, int thresholdIndex) {
    return recall[limitIndex][thresholdIndex];
  }
}
