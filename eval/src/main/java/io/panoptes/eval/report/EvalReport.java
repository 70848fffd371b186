package io.panoptes.eval.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found, ready to be printed.
 *
 * @param metric which evaluation: {@code panoptic}, {@code mot} …
 * @param settings what the numbers depend on, such as window sizes, in the order to be shown
 * @param tables the numbers
 * @param notes what a reader should know before believing them
 */
public record EvalReport(
    String metric, Map<String, String> settings, List<ReportTable> tables, List<String> notes) {

  public EvalReport {
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    tables = List.copyOf(tables);
    notes = List.copyOf(notes);
  }

  /**
   * One number.
   *
   * @throws IllegalArgumentException when there is no such table, row or column
   */
  public Number value(String table, String row, String column) {
    for (ReportTable candidate : tables) {
      if (!candidate.name().equals(table)) {
        continue;
      }
      int index = candidate.columns().indexOf(column);
      for (ReportTable.Row values : candidate.rows()) {
        if (index >= 0 && values.label().equals(row)) {
          return values.values().get(index);
        }
      }
    }
    throw new IllegalArgumentException(
        "the report has no %s in row %s of table %s".formatted(column, row, table));
  }
}
