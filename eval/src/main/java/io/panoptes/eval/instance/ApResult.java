package io.panoptes.eval.instance;

import io.panoptes.eval.EvalCategory;
import java.util.List;
import java.util.Map;

/**
 * COCO's twelve summary numbers. Each is a mean over the categories that have ground truth of the
 * size in question, 0 to 1, or −1 when none has, as pycocotools prints it.
 */
public final class ApResult {

  private static final int IOU_50 = 0;
  private static final int IOU_75 = 5;

  private final List<PerCategory> perCategory;

  ApResult(List<PerCategory> perCategory) {
    this.perCategory = List.copyOf(perCategory);
  }

  /** Precision averaged over 101 recalls and IoU 0.50 to 0.95. */
  public double ap() {
    return precision(AreaRange.ALL, -1);
  }

  /** Precision averaged over 101 recalls at IoU 0.50. */
  public double ap50() {
    return precision(AreaRange.ALL, IOU_50);
  }

  /** Precision averaged over 101 recalls at IoU 0.75. */
  public double ap75() {
    return precision(AreaRange.ALL, IOU_75);
  }

  /** {@link #ap} of objects up to 32² pixels. */
  public double apSmall() {
    return precision(AreaRange.SMALL, -1);
  }

  /** {@link #ap} of objects from 32² to 96² pixels. */
  public double apMedium() {
    return precision(AreaRange.MEDIUM, -1);
  }

  /** {@link #ap} of objects from 96² pixels on. */
  public double apLarge() {
    return precision(AreaRange.LARGE, -1);
  }

  /** Recall reached with one detection a picture and category, mean over IoU 0.50 to 0.95. */
  public double ar1() {
    return recall(AreaRange.ALL, 0);
  }

  /** The same with ten detections. */
  public double ar10() {
    return recall(AreaRange.ALL, 1);
  }

  /** The same with a hundred detections. */
  public double ar100() {
    return recall(AreaRange.ALL, 2);
  }

  /** {@link #ar100} of objects up to 32² pixels. */
  public double arSmall() {
    return recall(AreaRange.SMALL, 2);
  }

  /** {@link #ar100} of objects from 32² to 96² pixels. */
  public double arMedium() {
    return recall(AreaRange.MEDIUM, 2);
  }

  /** {@link #ar100} of objects from 96² pixels on. */
  public double arLarge() {
    return recall(AreaRange.LARGE, 2);
  }

  /** Every category of the set, ascending by id. */
  public List<PerCategory> perCategory() {
    return perCategory;
  }

  private double precision(AreaRange range, int threshold) {
    double sum = 0;
    int n = 0;
    for (PerCategory category : perCategory) {
      double value = category.precision(range, threshold);
      if (value >= 0) {
        sum += value;
        n++;
      }
    }
    return n == 0 ? -1 : sum / n;
  }

  private double recall(AreaRange range, int limit) {
    double sum = 0;
    int n = 0;
    for (PerCategory category : perCategory) {
      double value = category.recall(range, limit);
      if (value >= 0) {
        sum += value;
        n++;
      }
    }
    return n == 0 ? -1 : sum / n;
  }

  /** One category's part. */
  public static final class PerCategory {

    private final EvalCategory category;
    private final Map<AreaRange, PrecisionRecall> curves;

    PerCategory(EvalCategory category, Map<AreaRange, PrecisionRecall> curves) {
      this.category = category;
      this.curves = curves;
    }

    public EvalCategory category() {
      return category;
    }

    /** AP of the category over IoU 0.50 to 0.95, 0 to 1; −1 without ground truth. */
    public double ap() {
      return precision(AreaRange.ALL, -1);
    }

    /** AP of the category at IoU 0.50, 0 to 1; −1 without ground truth. */
    public double ap50() {
      return precision(AreaRange.ALL, IOU_50);
    }

    /** AP of the category at IoU 0.75, 0 to 1; −1 without ground truth. */
    public double ap75() {
      return precision(AreaRange.ALL, IOU_75);
    }

    /** Recall of the category with a hundred detections, 0 to 1; −1 without ground truth. */
    public double ar100() {
      return recall(AreaRange.ALL, 2);
    }

    private double precision(AreaRange range, int threshold) {
      PrecisionRecall curve = curves.get(range);
      if (!curve.hasTruth()) {
        return -1;
      }
      if (threshold >= 0) {
        return curve.precision(PrecisionRecall.LIMITS.length - 1, threshold);
      }
      double sum = 0;
      for (int t = 0; t < ImageMatches.THRESHOLDS.length; t++) {
        sum += curve.precision(PrecisionRecall.LIMITS.length - 1, t);
      }
      return sum / ImageMatches.THRESHOLDS.length;
    }

    private double recall(AreaRange range, int limit) {
      PrecisionRecall curve = curves.get(range);
      if (!curve.hasTruth()) {
        return -1;
      }
      double sum = 0;
      for (int t = 0; t < ImageMatches.THRESHOLDS.length; t++) {
        sum += curve.recall(limit, t);
      }
      return sum / ImageMatches.THRESHOLDS.length;
    }
  }
}
