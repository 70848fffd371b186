package io.panoptes.eval.panoptic;

import java.util.List;

/**
 * Panoptic quality of a set.
 *
 * @param all averages over all categories that were met
 * @param things averages over countable ones
 * @param stuff averages over the others
 * @param perCategory every category in the order given, also those that were never met
 */
public record PanopticResult(
    PanopticAverage all,
    PanopticAverage things,
    PanopticAverage stuff,
    List<PanopticCategoryResult> perCategory) {

  public PanopticResult {
    perCategory = List.copyOf(perCategory);
  }

  static PanopticResult of(List<PanopticCategoryResult> perCategory) {
    return new PanopticResult(
        PanopticAverage.of(perCategory),
        PanopticAverage.of(perCategory.stream().filter(r -> r.category().thing()).toList()),
        PanopticAverage.of(perCategory.stream().filter(r -> !r.category().thing()).toList()),
        perCategory);
  }

  /** TP of all categories, at least 0. */
  public long truePositives() {
    return perCategory.stream().mapToLong(PanopticCategoryResult::truePositives).sum();
  }

  /** FP of all categories, at least 0. */
  public long falsePositives() {
    return perCategory.stream().mapToLong(PanopticCategoryResult::falsePositives).sum();
  }

  /** FN of all categories, at least 0. */
  public long falseNegatives() {
    return perCategory.stream().mapToLong(PanopticCategoryResult::falseNegatives).sum();
  }
}
