package io.panoptes.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigShapesTest {

  private static final Polygon TRIANGLE =
      new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(0.5, 1)));

  @Test
  void shouldReadPolygonsAndLines() {
    ConfigDocument document =
        parse(
            """
            zone: [[0, 0], [1, 0], [0.5, 1]]
            masks: [[[0, 0], [1, 0], [0.5, 1]], [[0, 0], [1, 0], [0.5, 1]]]
            line: {from: [0, 0.5], to: [1, 0.5]}
            """);
    ConfigNode root = document.root();
    assertEquals(Optional.of(TRIANGLE), ConfigShapes.polygon(root, "zone"));
    assertEquals(List.of(TRIANGLE, TRIANGLE), ConfigShapes.polygons(root, "masks"));
    assertEquals(List.of(), ConfigShapes.polygons(root, "absent"));
    Line line = ConfigShapes.line(root.mapping("line")).orElseThrow();
    assertEquals(new Line(new Point(0, 0.5), new Point(1, 0.5)), line);
    assertEquals(
        new Line(new Point(0, 100), new Point(400, 100)), ConfigShapes.scale(line, 400, 200));
    document.finish();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[[0, 0], [1, 0]] | zone has 2 points; a polygon needs at least 3, each [x, y] from 0 to 1",
        "[[0, 0], [1, 0], [2, 1]] | 'zone[2][0]' is 2; a number from 0.0 to 1.0 is allowed",
        "[[0, 0], [1, 0], [1]] | 'zone[2]' must be a point [x, y] with both from 0 to 1",
        "[[0, 0], [1, 0], 1] | 'zone[2]' must be a point [x, y] with both from 0 to 1",
        "[[0, 0], [1, 0], ~] | 'zone[2]' must be a point [x, y] with both from 0 to 1",
        "[[0, 0], [1, 0], [~, 1]] | 'zone[2]' lacks a coordinate; write a point [x, y] with both"
            + " from 0 to 1",
        "[[0, 0], [1, 0], [[1], 1]] | 'zone[2][0]' must be a single value, got a list",
        "[[0.1, 0.1], [0.2, 0.2], [0.7, 0.7]] | zone covers no area; its points must not lie on one"
            + " line",
        "[[0, 0], [0, 0], [1, 1]] | zone covers no area; its points must not lie on one line",
        "7 | 'zone' must be a list, got a single value"
      })
  void shouldSayWhatIsWrongWithAPolygon(String yaml, String problem) {
    ConfigDocument document = parse("zone: " + yaml);
    assertEquals(Optional.empty(), ConfigShapes.polygon(document.root(), "zone"));
    String first = assertThrows(ConfigException.class, document::finish).problems().get(0);
    assertEquals("line 1: " + problem, first);
  }

  @Test
  void shouldAcceptPolygonsThatCrossThemselves() {
    ConfigDocument document = parse("zone: [[0, 0], [1, 1], [1, 0], [0, 1]]");
    assertEquals(
        true, ConfigShapes.polygon(document.root(), "zone").orElseThrow().contains(0.1, 0.5));
    document.finish();
  }

  @Test
  void shouldSayWhichMaskIsWrongAndKeepTheOthers() {
    ConfigDocument document = parse("masks:\n  - [[0, 0], [1, 0], [0.5, 1]]\n  - [[0, 0]]\n");
    assertEquals(List.of(TRIANGLE), ConfigShapes.polygons(document.root(), "masks"));
    assertEquals(
        List.of(
            "line 3: 'masks[1]' has 1 points; a polygon needs at least 3, each [x, y] from 0 to 1"),
        assertThrows(ConfigException.class, document::finish).problems());
  }

  @Test
  void shouldSayWhatIsWrongWithALine() {
    ConfigDocument document =
        parse("a: {from: [0, 0], to: [0, 0]}\nb: {from: [0, 0]}\nc: {from: 1, to: [0, 0]}\n");
    for (String key : List.of("a", "b", "c")) {
      assertEquals(Optional.empty(), ConfigShapes.line(document.root().mapping(key)));
    }
    assertEquals(
        List.of(
            "line 1: 'a' begins and ends at the same point; draw a line with two different ends",
            "line 2: 'b.to' must be a point [x, y] with both from 0 to 1",
            "line 3: 'c.from' must be a point [x, y] with both from 0 to 1"),
        assertThrows(ConfigException.class, document::finish).problems());
  }

  private static ConfigDocument parse(String yaml) {
    return ConfigDocument.parse("test.yaml", yaml, Map.of());
  }
}
