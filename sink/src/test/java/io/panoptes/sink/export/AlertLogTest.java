package io.panoptes.sink.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.wire.AlertJson;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleEngine;
import io.panoptes.sink.testing.Scenes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertLogTest {

  @TempDir private Path folder;

  @Test
  void shouldHoldEveryAlertOnItsLineAtOnce() throws Exception {
    CameraRules rules =
        Scenes.rules(
            """
            lines:
              door: {from: [0.5, 1], to: [0.5, 0]}
            rules:
              - {kind: line-crossed, line: door}
            """);
    RuleEngine engine = new RuleEngine(Scenes.GATE, rules, "");
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      alerts.addAll(engine.onFrame(Scenes.frame(i, Scenes.person(1, i % 2 == 0 ? 40 : 60, 50))));
    }
    Path file = folder.resolve("alerts.jsonl");
    try (AlertLog log = new AlertLog(file)) {
      for (int i = 0; i < alerts.size(); i++) {
        log.add(alerts.get(i));
        assertEquals(i + 1, Files.readAllLines(file).size());
      }
    }
    List<Alert> read =
        Files.readAllLines(file).stream()
            .map(line -> AlertJson.read(line.getBytes(StandardCharsets.UTF_8)))
            .toList();
    assertEquals(3, read.size());
    assertEquals(alerts, read);
  }
}
