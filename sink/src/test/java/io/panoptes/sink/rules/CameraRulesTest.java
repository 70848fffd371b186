package io.panoptes.sink.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.sink.testing.Scenes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraRulesTest {

  @Test
  void shouldHaveNoRulesByDefault() {
    assertEquals(CameraRules.NONE, Scenes.rules(""));
  }

  @Test
  void shouldUseDefaultsForWhatARuleLeavesOut() {
    CameraRules rules =
        Scenes.rules(
            """
            zones:
              yard: {polygon: [[0, 0], [1, 0], [1, 1]]}
            lines:
              door: {from: [0, 0], to: [1, 1]}
            rules:
              - {kind: zone-entered, zone: yard}
              - {kind: line-crossed, line: door}
              - {kind: loitering, zone: yard}
            """);
    Duration inertia = Duration.ofMillis(200);
    Duration ten = Duration.ofSeconds(10);
    assertEquals(
        List.of(
            new Rule.ZoneEntered(
                "zone-entered-yard", "yard", List.of(), Alert.Severity.INFO, 0.01, inertia, ten),
            new Rule.LineCrossed(
                "line-crossed-door",
                "door",
                List.of(),
                Alert.Severity.INFO,
                0.01,
                Rule.Direction.BOTH),
            new Rule.Loitering(
                "loitering-yard", "yard", List.of(), Alert.Severity.INFO, 0.01, ten, inertia, ten)),
        rules.rules());
  }

  @Test
  void shouldReadEveryKey() {
    CameraRules rules =
        Scenes.rules(
            """
            zones:
              yard: {polygon: [[0, 0], [1, 0], [1, 1]]}
            lines:
              door: {from: [0.25, 0], to: [1, 0.5]}
            rules:
              - name: visitor
                kind: zone-entered
                zone: yard
                categories: [person, vehicle]
                severity: critical
                hysteresis: 0.03
                inertia: 1s
                cooldown: 2m
              - name: in
                kind: line-crossed
                line: door
                categories: [bicycle]
                severity: warning
                hysteresis: 0
                direction: left-to-right
              - name: idle
                kind: loitering
                zone: yard
                categories: [heavy-vehicle]
                severity: warning
                hysteresis: 0.5
                for: 1h
                inertia: 0s
                cooldown: 0s
            """);
    Polygon yard = new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1)));
    Line door = new Line(new Point(0.25, 0), new Point(1, 0.5));
    assertEquals(
        new CameraRules(
            Map.of("yard", yard),
            Map.of("door", door),
            List.of(
                new Rule.ZoneEntered(
                    "visitor",
                    "yard",
                    List.of("person", "vehicle"),
                    Alert.Severity.CRITICAL,
                    0.03,
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(2)),
                new Rule.LineCrossed(
                    "in",
                    "door",
                    List.of("bicycle"),
                    Alert.Severity.WARNING,
                    0,
                    Rule.Direction.LEFT_TO_RIGHT),
                new Rule.Loitering(
                    "idle",
                    "yard",
                    List.of("heavy-vehicle"),
                    Alert.Severity.WARNING,
                    0.5,
                    Duration.ofHours(1),
                    Duration.ZERO,
                    Duration.ZERO))),
        rules);
  }

  @Test
  void shouldReportEveryProblemWithItsRemedy() {
    String yaml =
        """
        zones:
          yard: {polygon: [[0, 0], [1, 0]]}
          lawn: {polygon: [[0, 0], [1, 0], [1, 1]]}
        rules:
          - {kind: zone-entered, zone: lown}
          - {kind: zone-entered}
          - {kind: line-crossed, line: door}
          - {kind: loitering, zone: lawn, categories: [persn], name: a}
          - {kind: loitering, zone: lawn, name: a}
          - {zone: lawn, severity: info}
          - {kind: line-crossed, direction: up}
        """;
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    CameraRules.read("gate", document.root());
    ConfigException thrown = assertThrows(ConfigException.class, document::finish);
    assertEquals(
        List.of(
            "line 2: 'zones.yard' polygon has 2 points; a polygon needs at least 3, each [x, y]"
                + " from 0 to 1",
            "line 5: 'rules[0].zone' is lown; allowed are yard, lawn; did you mean 'lawn'?",
            "line 6: 'rules[1]' needs a zone; drawn are yard, lawn",
            "line 7: 'rules[2].line' is door; camera 'gate' draws none; add it under 'lines'",
            "line 8: 'rules[3].categories[0]' is persn; allowed are person, bicycle, vehicle,"
                + " motorcycle, car, heavy-vehicle, object, region; did you mean 'person'?",
            "line 9: 'rules[4]' is the second rule named 'a'; give each rule of camera 'gate' its"
                + " own name",
            "line 10: 'rules[5]' needs a kind: zone-entered, line-crossed or loitering",
            "line 11: 'rules[6]' needs a line; camera 'gate' draws none; add it under 'lines'",
            "line 11: 'rules[6].direction' is up; allowed are both, left-to-right, right-to-left"),
        thrown.problems());
  }

  @Test
  void shouldReadRuleSettings() {
    assertEquals(RuleSettings.DEFAULTS, settings(""));
    assertEquals(
        new RuleSettings(3, Duration.ofMillis(20), 2),
        settings("threads: 3\ncommit-interval: 20ms\nstandby-replicas: 2"));
  }

  private static RuleSettings settings(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    RuleSettings settings = RuleSettings.read(document.root());
    document.finish();
    return settings;
  }
}
