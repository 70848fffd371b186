package io.panoptes.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportFormatTest {

  private static final EvalReport REPORT =
      new EvalReport(
          "panoptic",
          Map.of("images", "2"),
          List.of(
              new ReportTable.Builder("summary", "PQ", "N")
                  .row("All", 1.0 / 3, 8L)
                  .row("a, \"b\"", Double.NaN, 0L)
                  .build()),
          List.of("read me"));

  @Test
  void shouldAlignTablesForPeople() {
    assertEquals(
        """
        images: 2

        summary      PQ  N
        ------------------
        All      0.3333  8
        a, "b"        -  0

        Note: read me
        """,
        ReportFormat.TEXT.write(REPORT));
  }

  @Test
  void shouldKeepFullPrecisionInJson() throws IOException {
    JsonNode root = new ObjectMapper().readTree(ReportFormat.JSON.write(REPORT));
    assertEquals("panoptic", root.get("metric").asText());
    assertEquals(1.0 / 3, root.at("/results/summary/All/PQ").asDouble());
    assertEquals(8, root.at("/results/summary/All/N").asLong());
    assertTrue(root.at("/results/summary/a, \"b\"/PQ").isNull());
    assertEquals("read me", root.at("/notes/0").asText());
  }

  @Test
  void shouldWriteOneNumberALineInCsv() {
    assertEquals(
        """
        table,row,column,value
        summary,All,PQ,0.3333333333333333
        summary,All,N,8
        summary,"a, ""b""\",PQ,
        summary,"a, ""b""\",N,0
        """,
        ReportFormat.CSV.write(REPORT));
  }

  @Test
  void shouldFindNumbersByName() {
    assertEquals(8L, REPORT.value("summary", "All", "N"));
    assertThrows(IllegalArgumentException.class, () -> REPORT.value("summary", "All", "missing"));
  }
}
