package io.panoptes.eval.run;

import io.panoptes.eval.panoptic.PanopticAverage;
import io.panoptes.eval.panoptic.PanopticCategoryResult;
import io.panoptes.eval.panoptic.PanopticResult;
import io.panoptes.eval.report.ReportTable;
import java.util.List;
import java.util.function.Predicate;

/** Panoptic results as tables. */
final class PanopticTables {

  private PanopticTables() {}

  static ReportTable averages(PanopticResult result) {
    return averages("summary", result);
  }

  static ReportTable averages(String name, PanopticResult result) {
    ReportTable.Builder table =
        new ReportTable.Builder(name, "PQ", "SQ", "RQ", "N", "TP", "FP", "FN");
    row(table, "All", result.all(), result, category -> true);
    row(table, "Things", result.things(), result, category -> category.category().thing());
    row(table, "Stuff", result.stuff(), result, category -> !category.category().thing());
    return table.build();
  }

  private static void row(
      ReportTable.Builder table,
      String label,
      PanopticAverage average,
      PanopticResult result,
      Predicate<PanopticCategoryResult> part) {
    List<PanopticCategoryResult> categories = result.perCategory().stream().filter(part).toList();
    table.row(
        label,
        average.pq(),
        average.sq(),
        average.rq(),
        (long) average.categories(),
        categories.stream().mapToLong(PanopticCategoryResult::truePositives).sum(),
        categories.stream().mapToLong(PanopticCategoryResult::falsePositives).sum(),
        categories.stream().mapToLong(PanopticCategoryResult::falseNegatives).sum());
  }

  /** Categories that were met. */
  static ReportTable perClass(PanopticResult result) {
    ReportTable.Builder table =
        new ReportTable.Builder("per-class", "PQ", "SQ", "RQ", "IoU sum", "TP", "FP", "FN");
    for (PanopticCategoryResult category : result.perCategory()) {
      if (category.counted()) {
        table.row(
            label(category),
            category.pq(),
            category.sq(),
            category.rq(),
            category.iouSum(),
            category.truePositives(),
            category.falsePositives(),
            category.falseNegatives());
      }
    }
    return table.build();
  }

  private static String label(PanopticCategoryResult category) {
    return category.category().id() + " " + category.category().name();
  }
}
