package io.panoptes.train.report;

import io.panoptes.eval.panoptic.PanopticCategoryResult;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** Puts validations of several segmenters on the same pictures beside each other. Stateless. */
public final class ValidationTables {

  private ValidationTables() {}

  /**
   * @param results by what was measured, in the order to be shown; of the same pictures and labels,
   *     at least one
   * @param settings what the numbers depend on
   */
  public static EvalReport report(
      Map<String, Validation.Result> results, Map<String, String> settings) {
    List<ReportTable> tables = new ArrayList<>();
    tables.add(overall(results));
    if (results.values().iterator().next().humanPeople().isPresent()) {
      tables.add(people(results));
    }
    tables.add(categories("PQ", results, (all, i) -> all.panoptic().perCategory().get(i).pq()));
    tables.add(categories("IoU", results, (all, i) -> all.semantic().perClass().get(i).iou()));
    tables.add(sources("PQ by source", results, Figures::pq));
    tables.add(sources("PQ of things by source", results, f -> f.panoptic().things().pq()));
    tables.add(sources("mIoU by source", results, Figures::meanIou));
    return new EvalReport("validation", settings, tables, List.of());
  }

  private static ReportTable overall(Map<String, Validation.Result> results) {
    ReportTable.Builder table =
        new ReportTable.Builder(
            "all labels", "pictures", "PQ", "PQ things", "PQ stuff", "mIoU", "recall", "ms");
    results.forEach(
        (name, result) -> {
          Figures all = result.all();
          table.row(
              name,
              (long) all.pictures(),
              all.pq(),
              all.panoptic().things().pq(),
              all.panoptic().stuff().pq(),
              all.meanIou(),
              all.thingsRecall(),
              Math.round(1000 * result.secondsPerPicture()));
        });
    return table.build();
  }

  private static ReportTable people(Map<String, Validation.Result> results) {
    ReportTable.Builder table =
        new ReportTable.Builder(
            "people by people", "pictures", "PQ", "IoU", "recall", "TP", "FP", "FN");
    results.forEach(
        (name, result) -> {
          Figures people = result.humanPeople().orElseThrow();
          PanopticCategoryResult person = people.panoptic().perCategory().get(0);
          table.row(
              name,
              (long) people.pictures(),
              person.pq(),
              people.semantic().perClass().get(0).iou(),
              people.thingsRecall(),
              person.truePositives(),
              person.falsePositives(),
              person.falseNegatives());
        });
    return table.build();
  }

  private static ReportTable categories(
      String name,
      Map<String, Validation.Result> results,
      ToDoubleBiFunction<Figures, Integer> number) {
    ReportTable.Builder table =
        new ReportTable.Builder(name, results.keySet().toArray(String[]::new));
    List<PanopticCategoryResult> categories =
        results.values().iterator().next().all().panoptic().perCategory();
    for (int i = 0; i < categories.size(); i++) {
      List<Number> row = new ArrayList<>();
      for (Validation.Result result : results.values()) {
        row.add(number.applyAsDouble(result.all(), i));
      }
      table.row(categories.get(i).category().name(), row.toArray(Number[]::new));
    }
    return table.build();
  }

  private static ReportTable sources(
      String name, Map<String, Validation.Result> results, ToDoubleFunction<Figures> number) {
    ReportTable.Builder table =
        new ReportTable.Builder(name, results.keySet().toArray(String[]::new));
    Map<String, List<Number>> rows = new LinkedHashMap<>();
    for (Validation.Result result : results.values()) {
      result
          .byGroup()
          .forEach(
              (source, figures) ->
                  rows.computeIfAbsent(source, key -> new ArrayList<>())
                      .add(number.applyAsDouble(figures)));
    }
    rows.forEach(
        (source, row) ->
            table.row(source.isEmpty() ? "(no source)" : source, row.toArray(Number[]::new)));
    return table.build();
  }
}
