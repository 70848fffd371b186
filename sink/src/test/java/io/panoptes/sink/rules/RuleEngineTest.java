package io.panoptes.sink.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.testing.Scenes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

  private static final String PLACES =
      """
      zones:
        yard: {polygon: [[0.5, 0.2], [0.9, 0.2], [0.9, 0.8], [0.5, 0.8]]}
      lines:
        door: {from: [0.3, 0.9], to: [0.3, 0.1]}
      rules:
        - {kind: zone-entered, zone: yard}
        - {kind: line-crossed, line: door}
      """;

  private static final CameraRules RULES =
      Scenes.rules(PLACES + "  - {kind: loitering, zone: yard, for: 1s}\n");

  /** A crowd on random walks whose tracks hide, vanish and come anew. */
  private static List<TrackedFrame> crowd(int frames) {
    Random random = new Random(7);
    List<TrackedFrame> crowd = new ArrayList<>();
    double[] x = {10, 50, 60, 80};
    double[] y = {50, 40, 60, 70};
    long[] number = {1, 2, 3, 4};
    long next = 5;
    for (int i = 0; i < frames; i++) {
      List<TrackedSegment> tracks = new ArrayList<>();
      for (int k = 0; k < x.length; k++) {
        x[k] = Math.max(0, Math.min(99, x[k] + 12 * (random.nextDouble() - 0.5)));
        y[k] = Math.max(0, Math.min(99, y[k] + 12 * (random.nextDouble() - 0.5)));
        if (random.nextInt(60) == 0) {
          number[k] = next++;
        }
      }
      for (long n = 1; n < next; n++) {
        for (int k = 0; k < x.length; k++) {
          if (number[k] == n) {
            tracks.add(
                random.nextInt(8) == 0
                    ? Scenes.hidden(n, x[k], y[k], TrackState.OCCLUDED)
                    : Scenes.person(n, x[k], y[k]));
          }
        }
      }
      crowd.add(Scenes.frame(i, tracks.toArray(new TrackedSegment[0])));
    }
    return crowd;
  }

  @Test
  void shouldGoOnFromAStoredStateAsIfNothingHadHappened() {
    List<TrackedFrame> crowd = crowd(400);
    RuleEngine steady = new RuleEngine(Scenes.GATE, RULES, "abc");
    RuleEngine restarted = new RuleEngine(Scenes.GATE, RULES, "abc");
    int alerts = 0;
    for (TrackedFrame frame : crowd) {
      List<Alert> expected = steady.onFrame(frame);
      restarted = RuleEngine.restore(Scenes.GATE, RULES, "abc", restarted.state());
      assertEquals(expected, restarted.onFrame(frame));
      assertArrayEquals(steady.state(), restarted.state());
      alerts += expected.size();
    }
    assertFalse(alerts < 20, "only " + alerts + " alerts were compared");
    assertEquals(steady.onEnd(Scenes.end(1, 400)), restarted.onEnd(Scenes.end(1, 400)));
  }

  @Test
  void shouldRaiseNothingTwice() {
    List<TrackedFrame> crowd = crowd(100);
    RuleEngine once = new RuleEngine(Scenes.GATE, RULES, "");
    RuleEngine again = new RuleEngine(Scenes.GATE, RULES, "");
    for (int i = 0; i < crowd.size(); i++) {
      assertEquals(once.onFrame(crowd.get(i)), again.onFrame(crowd.get(i)));
      for (int repeated = Math.max(0, i - 3); repeated <= i; repeated++) {
        assertEquals(List.of(), again.onFrame(crowd.get(repeated)));
      }
    }
    assertEquals(once.onEnd(Scenes.end(1, 100)), again.onEnd(Scenes.end(1, 100)));
    assertEquals(List.of(), again.onEnd(Scenes.end(1, 100)));
    assertEquals(List.of(), again.onFrame(Scenes.frame(200, Scenes.person(9, 60, 50))));
  }

  @Test
  void shouldEndEveryAlertItBegan() {
    RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "");
    List<Alert> alerts = new ArrayList<>();
    for (TrackedFrame frame : crowd(400)) {
      alerts.addAll(engine.onFrame(frame));
    }
    alerts.addAll(engine.onEnd(Scenes.end(1, 400)));
    List<String> begun = ids(alerts, Alert.Phase.NEW);
    assertEquals(begun, begun.stream().distinct().toList());
    assertEquals(
        begun.stream().sorted().toList(), ids(alerts, Alert.Phase.END).stream().sorted().toList());
  }

  private static List<String> ids(List<Alert> alerts, Alert.Phase phase) {
    return alerts.stream()
        .filter(alert -> alert.phase() == phase && !alert.kind().equals("line-crossed"))
        .map(Alert::id)
        .toList();
  }

  @Test
  void shouldEndTheOldEpochWhenItsEndWasLost() {
    RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "");
    for (int i = 0; i < 5; i++) {
      engine.onFrame(Scenes.frame(1, i, Scenes.person(1, 60, 50)));
    }
    List<Alert> alerts = engine.onFrame(Scenes.frame(2, 0));
    assertEquals(List.of(Alert.Phase.END), alerts.stream().map(Alert::phase).toList());
    assertEquals(Scenes.at(4), alerts.get(0).at());
    assertEquals(List.of(), engine.onFrame(Scenes.frame(1, 9, Scenes.person(1, 60, 50))));
  }

  @Test
  void shouldKeepTheMemoryOfUnchangedRulesOnly() {
    RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "");
    for (int i = 0; i < 5; i++) {
      engine.onFrame(Scenes.frame(i, Scenes.person(1, 60, 50)));
    }
    CameraRules changed = Scenes.rules(PLACES + "  - {kind: loitering, zone: yard, for: 500ms}\n");
    RuleEngine next = RuleEngine.restore(Scenes.GATE, changed, "", engine.state());
    List<Alert> alerts = new ArrayList<>();
    for (int i = 5; i < 12; i++) {
      alerts.addAll(next.onFrame(Scenes.frame(i, Scenes.person(1, 60, 50))));
    }
    assertEquals(
        List.of("loitering"), alerts.stream().map(Alert::kind).toList(), "no second entry");
    assertEquals(Scenes.at(10), alerts.get(0).at(), "the changed rule begins anew");
  }

  @Test
  void shouldNameTheConfigurationInTheProvenance() {
    RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "cafe");
    engine.onFrame(Scenes.frame(0, Scenes.person(1, 20, 50)));
    List<Alert> alerts = engine.onFrame(Scenes.frame(1, Scenes.person(1, 40, 50)));
    assertEquals("cafe", alerts.get(0).provenance().get("configuration"));
  }

  @Test
  void shouldRefuseForeignState() {
    byte[] foreign = {99, 1, 2, 3};
    IllegalArgumentException version =
        assertThrows(
            IllegalArgumentException.class,
            () -> RuleEngine.restore(Scenes.GATE, RULES, "", foreign));
    assertEquals(
        "state of the rules of gate has version 99, only 1 can be read", version.getMessage());
    byte[] cut = {1, 2, 3};
    assertThrows(
        IllegalArgumentException.class, () -> RuleEngine.restore(Scenes.GATE, RULES, "", cut));
  }

  /** The bytes of version 1 stay readable for ever. */
  @Test
  void shouldReadTheGoldenStateOfVersionOne() {
    RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "");
    for (int i = 0; i < 5; i++) {
      engine.onFrame(Scenes.frame(i, Scenes.person(1, 60, 50)));
    }
    assertEquals(GoldenState.VERSION_1, HexFormat.of().formatHex(engine.state()));
    RuleEngine next =
        RuleEngine.restore(Scenes.GATE, RULES, "", HexFormat.of().parseHex(GoldenState.VERSION_1));
    assertEquals(1, next.onEnd(Scenes.end(1, 5)).size());
  }
}
