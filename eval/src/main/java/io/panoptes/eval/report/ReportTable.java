package io.panoptes.eval.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with names in two directions.
 *
 * @param name what the rows are about
 * @param columns names of the numbers
 * @param rows as many numbers each as there are columns
 */
public record ReportTable(String name, List<String> columns, List<Row> rows) {

  public ReportTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.values().size() != columns.size()) {
        throw new IllegalArgumentException(
            "row %s has %d values for %d columns"
                .formatted(row.label(), row.values().size(), columns.size()));
      }
    }
  }

  /**
   * @param label what the numbers are of
   * @param values {@code Double} for scores, where NaN means that there is none, {@code Long} for
   *     counts
   */
  public record Row(String label, List<Number> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  /** Collects rows. */
  public static final class Builder {
    private final String name;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    public Builder(String name, String... columns) {
      this.name = name;
      this.columns = List.of(columns);
    }

    public Builder row(String label, Number... values) {
      rows.add(new Row(label, List.of(values)));
      return this;
    }

    public ReportTable build() {
      return new ReportTable(name, columns, rows);
    }
  }
}
