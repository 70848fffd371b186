package io.panoptes.eval.instance;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.MalformedEntryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * COCO's average precision and recall, equal to pycocotools: IoU 0.50 to 0.95 by 0.05, 101 recall
 * points, at most 1, 10 or 100 detections a picture and category, greedy matching by score where an
 * equal IoU goes to the later annotation. Detections of categories that the set does not have are
 * left out, as there. Pictures are put in the order of their ids before equal scores are ranked, so
 * that the result does not depend on the order in which they were added.
 *
 * <p>Instances are not for several threads; give each thread its own and {@link #merge} them.
 */
public final class AveragePrecision {

  private static final int MOST_DETECTIONS = 100;

  private final IouKind kind;
  private final Map<Integer, EvalCategory> categories = new LinkedHashMap<>();
  private final Map<Integer, Map<AreaRange, List<ImageMatches>>> matches = new LinkedHashMap<>();

  public AveragePrecision(IouKind kind, List<EvalCategory> categories) {
    this.kind = kind;
    for (EvalCategory category :
        categories.stream().sorted(Comparator.comparingInt(EvalCategory::id)).toList()) {
      if (this.categories.put(category.id(), category) != null) {
        throw new IllegalArgumentException("category id " + category.id() + " appears twice");
      }
      Map<AreaRange, List<ImageMatches>> byRange = new EnumMap<>(AreaRange.class);
      for (AreaRange range : AreaRange.values()) {
        byRange.put(range, new ArrayList<>());
      }
      matches.put(category.id(), byRange);
    }
  }

  /**
   * Adds one picture.
   *
   * @param image its id, each picture once
   * @throws MalformedEntryException when masks are wanted and missing or of different sizes
   */
  public void add(long image, List<InstanceTruth> truths, List<InstanceDetection> detections) {
    Map<Integer, List<InstanceTruth>> wanted = new LinkedHashMap<>();
    for (InstanceTruth truth : truths) {
      if (!categories.containsKey(truth.categoryId())) {
        throw new MalformedEntryException(
            "annotation " + truth.id(), "has the unknown category " + truth.categoryId());
      }
      wanted.computeIfAbsent(truth.categoryId(), c -> new ArrayList<>()).add(truth);
    }
    Map<Integer, List<InstanceDetection>> found = new LinkedHashMap<>();
    for (InstanceDetection detection : detections) {
      if (categories.containsKey(detection.categoryId())) {
        found.computeIfAbsent(detection.categoryId(), c -> new ArrayList<>()).add(detection);
      }
    }
    for (int category : categories.keySet()) {
      List<InstanceTruth> truth = wanted.getOrDefault(category, List.of());
      List<InstanceDetection> best = best(found.getOrDefault(category, List.of()));
      if (truth.isEmpty() && best.isEmpty()) {
        continue;
      }
      double[][] overlaps = overlaps(best, truth);
      for (AreaRange range : AreaRange.values()) {
        matches.get(category).get(range).add(ImageMatches.of(image, best, truth, overlaps, range));
      }
    }
  }

  /** Adds the pictures of another instance of the same kind and categories. */
  public void merge(AveragePrecision other) {
    if (kind != other.kind || !categories.equals(other.categories)) {
      throw new IllegalArgumentException("cannot merge results of another kind or categories");
    }
    other.matches.forEach(
        (category, byRange) ->
            byRange.forEach((range, images) -> matches.get(category).get(range).addAll(images)));
  }

  public ApResult result() {
    List<ApResult.PerCategory> perCategory = new ArrayList<>();
    categories.forEach(
        (id, category) -> {
          Map<AreaRange, List<ImageMatches>> byRange = new EnumMap<>(AreaRange.class);
          matches
              .get(id)
              .forEach(
                  (range, images) -> {
                    List<ImageMatches> sorted = new ArrayList<>(images);
                    sorted.sort(Comparator.comparingLong(m -> m.image));
                    byRange.put(range, sorted);
                  });
          perCategory.add(new ApResult.PerCategory(category, curves(byRange)));
        });
    return new ApResult(perCategory);
  }

  private static Map<AreaRange, PrecisionRecall> curves(
      Map<AreaRange, List<ImageMatches>> byRange) {
    Map<AreaRange, PrecisionRecall> curves = new EnumMap<>(AreaRange.class);
    byRange.forEach((range, images) -> curves.put(range, PrecisionRecall.of(images)));
    return curves;
  }

  private static List<InstanceDetection> best(List<InstanceDetection> detections) {
    List<InstanceDetection> sorted = new ArrayList<>(detections);
    sorted.sort((a, b) -> compareDescending(a.score(), b.score()));
    return sorted.size() > MOST_DETECTIONS ? sorted.subList(0, MOST_DETECTIONS) : sorted;
  }

  /** Descending, with −0 equal to 0 so that the order stays stable as numpy's does. */
  static int compareDescending(double a, double b) {
    return a > b ? -1 : a < b ? 1 : 0;
  }

  private double[][] overlaps(List<InstanceDetection> detections, List<InstanceTruth> truths) {
    double[][] overlaps = new double[detections.size()][truths.size()];
    for (int d = 0; d < overlaps.length; d++) {
      InstanceDetection detection = detections.get(d);
      for (int g = 0; g < truths.size(); g++) {
        InstanceTruth truth = truths.get(g);
        if (kind == IouKind.MASK) {
          requireMasks(detection, truth);
        }
        overlaps[d][g] = kind.overlap(detection, truth);
      }
    }
    return overlaps;
  }

  private static void requireMasks(InstanceDetection detection, InstanceTruth truth) {
    String entry = "annotation " + truth.id();
    if (truth.mask() == null || detection.mask() == null) {
      throw new MalformedEntryException(
          entry, "masks are evaluated and the annotation or a detection of its category has none");
    }
    if (truth.mask().width() != detection.mask().width()
        || truth.mask().height() != detection.mask().height()) {
      throw new MalformedEntryException(
          entry,
          "mask of %d x %d pixels meets a detection's of %d x %d; they must agree"
              .formatted(
                  truth.mask().width(),
                  truth.mask().height(),
                  detection.mask().width(),
                  detection.mask().height()));
    }
  }
}
