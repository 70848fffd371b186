package io.panoptes.eval.panoptic;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.JointHistogram;
import io.panoptes.eval.MalformedEntryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Panoptic quality (Kirillov et al. 2019), equal to COCO's panopticapi with its conventions: areas
 * of the ground truth come from its table and those of the prediction from its map, only the last
 * crowd segment of a category in the table is known, and predicted void is not taken out of ground
 * truth. Instances are not for several threads; give each thread its own and {@link #merge} them.
 */
public final class PanopticQuality {

  private final Map<Integer, Tally> tallies = new LinkedHashMap<>();

  /**
   * @param categories those that are averaged over, ids unique
   */
  public PanopticQuality(List<EvalCategory> categories) {
    for (EvalCategory category : categories) {
      if (tallies.put(category.id(), new Tally(category)) != null) {
        throw new IllegalArgumentException("category id " + category.id() + " appears twice");
      }
    }
  }

  /**
   * Adds one picture.
   *
   * @throws MalformedEntryException when prediction and ground truth differ in size, a predicted id
   *     is in one of map and table only, or a category is unknown
   */
  public void add(PanopticLabels truth, PanopticLabels prediction) {
    add(PanopticOverlap.of(truth, prediction));
  }

  /** Adds one picture, or one stack of frames, whose overlaps are known. */
  public void add(PanopticOverlap overlap) {
    List<PanopticSegment> truth = overlap.truth();
    List<PanopticSegment> predicted = overlap.predicted();
    Map<Integer, Integer> truthIndex = index(truth, true);
    Map<Integer, Integer> predictedIndex = index(predicted, false);
    long[] inVoid = new long[predicted.size()];
    JointHistogram pixels = overlap.pixels();
    for (int i = 0; i < pixels.size(); i++) {
      Integer p = predictedIndex.get(pixels.second(i));
      if (pixels.first(i) == 0 && p != null) {
        inVoid[p] += pixels.count(i);
      }
    }
    boolean[] truthMatched = new boolean[truth.size()];
    boolean[] predictedMatched = new boolean[predicted.size()];
    for (int i = 0; i < pixels.size(); i++) {
      Integer g = truthIndex.get(pixels.first(i));
      Integer p = predictedIndex.get(pixels.second(i));
      if (g == null || p == null) {
        continue;
      }
      PanopticSegment wanted = truth.get(g);
      PanopticSegment found = predicted.get(p);
      if (wanted.crowd() || wanted.categoryId() != found.categoryId()) {
        continue;
      }
      long union = found.area() + wanted.area() - pixels.count(i) - inVoid[p];
      double iou = (double) pixels.count(i) / union;
      if (iou > 0.5) {
        Tally tally = tallies.get(wanted.categoryId());
        tally.truePositives++;
        tally.iouSum += iou;
        truthMatched[g] = true;
        predictedMatched[p] = true;
      }
    }
    Map<Integer, Integer> crowdOfCategory = new HashMap<>();
    for (int g = 0; g < truthMatched.length; g++) {
      PanopticSegment segment = truth.get(g);
      if (segment.crowd()) {
        crowdOfCategory.put(segment.categoryId(), segment.id());
      } else if (!truthMatched[g]) {
        tallies.get(segment.categoryId()).falseNegatives++;
      }
    }
    long[] forgiven = inVoid;
    for (int i = 0; i < pixels.size(); i++) {
      Integer p = predictedIndex.get(pixels.second(i));
      if (p != null) {
        Integer crowd = crowdOfCategory.get(predicted.get(p).categoryId());
        if (crowd != null && crowd == pixels.first(i)) {
          forgiven[p] += pixels.count(i);
        }
      }
    }
    for (int p = 0; p < predictedMatched.length; p++) {
      PanopticSegment segment = predicted.get(p);
      if (!predictedMatched[p] && !((double) forgiven[p] / segment.area() > 0.5)) {
        tallies.get(segment.categoryId()).falsePositives++;
      }
    }
  }

  /** Adds what another instance, made with the same categories, has counted. */
  public void merge(PanopticQuality other) {
    for (Tally tally : other.tallies.values()) {
      Tally own = tallies.get(tally.category.id());
      if (own == null || !own.category.equals(tally.category)) {
        throw new IllegalArgumentException(
            "cannot merge: category " + tally.category + " is not among this one's");
      }
      own.iouSum += tally.iouSum;
      own.truePositives += tally.truePositives;
      own.falsePositives += tally.falsePositives;
      own.falseNegatives += tally.falseNegatives;
    }
  }

  public PanopticResult result() {
    List<PanopticCategoryResult> perCategory = new ArrayList<>(tallies.size());
    for (Tally tally : tallies.values()) {
      perCategory.add(tally.result());
    }
    return PanopticResult.of(perCategory);
  }

  private Map<Integer, Integer> index(List<PanopticSegment> segments, boolean inTruth) {
    Map<Integer, Integer> index = new HashMap<>(2 * segments.size());
    for (int i = 0; i < segments.size(); i++) {
      PanopticSegment segment = segments.get(i);
      if (!tallies.containsKey(segment.categoryId())) {
        throw new MalformedEntryException(
            inTruth,
            "segment " + segment.id(),
            "has the unknown category %d; known are %s"
                .formatted(segment.categoryId(), tallies.keySet()));
      }
      index.put(segment.id(), i);
    }
    return index;
  }

  private static final class Tally {
    final EvalCategory category;
    double iouSum;
    long truePositives;
    long falsePositives;
    long falseNegatives;

    Tally(EvalCategory category) {
      this.category = category;
    }

    PanopticCategoryResult result() {
      return new PanopticCategoryResult(
          category, iouSum, truePositives, falsePositives, falseNegatives);
    }
  }
}
