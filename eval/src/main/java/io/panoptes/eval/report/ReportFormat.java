package io.panoptes.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a report is written. */
public enum ReportFormat {
  /** Tables for people, scores with four decimals. */
  TEXT {
    @Override
    public String write(EvalReport report) {
      StringBuilder out = new StringBuilder();
      report.settings().forEach((name, value) -> out.append(name + ": " + value + "\n"));
      for (ReportTable table : report.tables()) {
        if (!out.isEmpty()) {
          out.append('\n');
        }
        appendTable(out, table);
      }
      if (!report.notes().isEmpty()) {
        out.append('\n');
        report.notes().forEach(note -> out.append("Note: " + note + "\n"));
      }
      return out.toString();
    }
  },
  /**
   * {@code {"metric", "settings", "results": {table: {row: {column: number}}}, "notes"}}, numbers
   * in full precision, null where there is none.
   */
  JSON {
    @Override
    public String write(EvalReport report) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      ObjectNode root = mapper.createObjectNode();
      root.put("metric", report.metric());
      ObjectNode settings = root.putObject("settings");
      report.settings().forEach(settings::put);
      ObjectNode results = root.putObject("results");
      for (ReportTable table : report.tables()) {
        ObjectNode rows = results.putObject(table.name());
        for (ReportTable.Row row : table.rows()) {
          ObjectNode values = rows.putObject(row.label());
          for (int i = 0; i < row.values().size(); i++) {
            put(values, table.columns().get(i), row.values().get(i));
          }
        }
      }
      report.notes().forEach(root.putArray("notes")::add);
      try {
        return mapper.writeValueAsString(root) + "\n";
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a tree of plain values could not be written", e);
      }
    }
  },
  /** One number a line: table, row, column, value; an empty value where there is none. */
  CSV {
    @Override
    public String write(EvalReport report) {
      StringBuilder out = new StringBuilder("table,row,column,value\n");
      for (ReportTable table : report.tables()) {
        for (ReportTable.Row row : table.rows()) {
          for (int i = 0; i < row.values().size(); i++) {
            Number value = row.values().get(i);
            out.append(quoted(table.name())).append(',').append(quoted(row.label())).append(',');
            out.append(quoted(table.columns().get(i))).append(',');
            out.append(isMissing(value) ? "" : value.toString()).append('\n');
          }
        }
      }
      return out.toString();
    }
  };

  public abstract String write(EvalReport report);

  private static void appendTable(StringBuilder out, ReportTable table) {
    List<String[]> lines = new ArrayList<>();
    String[] header = new String[table.columns().size() + 1];
    header[0] = table.name();
    for (int i = 1; i < header.length; i++) {
      header[i] = table.columns().get(i - 1);
    }
    lines.add(header);
    for (ReportTable.Row row : table.rows()) {
      String[] line = new String[header.length];
      line[0] = row.label();
      for (int i = 1; i < line.length; i++) {
        line[i] = text(row.values().get(i - 1));
      }
      lines.add(line);
    }
    int[] widths = new int[header.length];
    for (String[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    for (int n = 0; n < lines.size(); n++) {
      String[] line = lines.get(n);
      out.append(line[0]).append(" ".repeat(widths[0] - line[0].length()));
      for (int i = 1; i < line.length; i++) {
        out.append("  ").append(" ".repeat(widths[i] - line[i].length())).append(line[i]);
      }
      out.append('\n');
      if (n == 0) {
        int total = widths[0];
        for (int i = 1; i < widths.length; i++) {
          total += 2 + widths[i];
        }
        out.append("-".repeat(total)).append('\n');
      }
    }
  }

  private static boolean isMissing(Number value) {
    return value instanceof Double number && !Double.isFinite(number);
  }

  private static String text(Number value) {
    if (isMissing(value)) {
      return "-";
    }
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.4f", number)
        : value.toString();
  }

  private static void put(ObjectNode node, String name, Number value) {
    if (isMissing(value)) {
      node.putNull(name);
    } else if (value instanceof Double number) {
      node.put(name, number);
    } else {
      node.put(name, value.longValue());
    }
  }

  private static String quoted(String text) {
    return text.matches("[^\",\\n\\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
