package io.panoptes.sink.rules;

import static io.panoptes.core.alert.Alert.Phase.END;
import static io.panoptes.core.alert.Alert.Phase.NEW;
import static io.panoptes.core.alert.Alert.Phase.UPDATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.testing.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The zone covers x from 50 to 90 and y from 20 to 80. */
class ZoneRuleTest {

  private static final String ZONE =
      """
      zones:
        yard: {polygon: [[0.5, 0.2], [0.9, 0.2], [0.9, 0.8], [0.5, 0.8]]}
      rules:
      """;

  private final List<Alert> alerts = new ArrayList<>();
  private RuleEngine engine;
  private long sequence;

  private void watch(String rule) {
    engine = new RuleEngine(Scenes.GATE, Scenes.rules(ZONE + "  - " + rule + "\n"), "");
  }

  private void show(TrackedSegment... tracks) {
    alerts.addAll(engine.onFrame(Scenes.frame(sequence++, tracks)));
  }

  private void stand(double x, int frames) {
    for (int i = 0; i < frames; i++) {
      show(Scenes.person(1, x, 50));
    }
  }

  private List<Alert.Phase> phases() {
    return alerts.stream().map(Alert::phase).toList();
  }

  @Test
  void shouldTellOfEnteringAndLeavingOnce() {
    watch("{kind: zone-entered, zone: yard, severity: critical, name: visitor}");
    stand(40, 3);
    stand(60, 20);
    stand(40, 20);
    assertEquals(List.of(NEW, END), phases());
    Alert entered = alerts.get(0);
    assertEquals("visitor", entered.rule());
    assertEquals("zone-entered", entered.kind());
    assertEquals("yard", entered.place());
    assertEquals(Alert.Severity.CRITICAL, entered.severity());
    assertEquals(Scenes.at(3), entered.startedAt());
    assertEquals(Scenes.at(5), entered.at(), "200 ms of inertia later");
    assertEquals(5, entered.evidence().frame().sequence());
    assertEquals(entered.id(), alerts.get(1).id());
    assertEquals(Scenes.at(25), alerts.get(1).at());
    assertEquals("{model=toy-model, tracker=toy-tracker}", entered.provenance().toString());
  }

  @Test
  void shouldEnterAtOnceWithoutInertia() {
    watch("{kind: zone-entered, zone: yard, inertia: 0s}");
    stand(40, 1);
    stand(60, 1);
    stand(40, 1);
    assertEquals(List.of(NEW, END), phases());
    assertEquals(Scenes.at(1), alerts.get(0).at());
    assertEquals(Scenes.at(2), alerts.get(1).at());
  }

  @Test
  void shouldForgetAVisitShorterThanTheInertia() {
    watch("{kind: zone-entered, zone: yard, inertia: 500ms}");
    for (int visit = 0; visit < 10; visit++) {
      stand(60, 5);
      stand(40, 1);
    }
    assertEquals(List.of(), phases());
    stand(60, 6);
    assertEquals(List.of(NEW), phases());
  }

  @Test
  void shouldStayInWhileWithinTheMargin() {
    watch("{kind: zone-entered, zone: yard, inertia: 0s, hysteresis: 0.05}");
    stand(49, 3);
    assertEquals(List.of(), phases(), "the margin does not let in");
    stand(50, 1);
    stand(45, 10);
    assertEquals(List.of(NEW), phases(), "the margin does not put out");
    stand(44.9, 1);
    assertEquals(List.of(NEW, END), phases());
  }

  @Test
  void shouldRaiseOneAlertWhateverTheJitter() {
    for (int round = 0; round < 100; round++) {
      Random random = new Random(round);
      alerts.clear();
      sequence = 0;
      watch("{kind: zone-entered, zone: yard, hysteresis: 0.03, cooldown: 0s}");
      stand(40, 5);
      for (int i = 0; i < 60; i++) {
        show(Scenes.person(1, 50 + 6 * (random.nextDouble() - 0.5), 50));
      }
      stand(60, 5);
      assertEquals(List.of(NEW), phases(), "round " + round);
      stand(40, 5);
      assertEquals(List.of(NEW, END), phases(), "round " + round);
    }
  }

  @Test
  void shouldNotLeaveWhileHidden() {
    watch("{kind: zone-entered, zone: yard}");
    stand(60, 5);
    for (int i = 0; i < 30; i++) {
      show(Scenes.hidden(1, 10, 50, i < 5 ? TrackState.OCCLUDED : TrackState.LOST));
    }
    assertEquals(List.of(NEW), phases());
    stand(60, 1);
    assertEquals(List.of(NEW), phases());
  }

  @Test
  void shouldRaiseNothingAboutTentativeTracks() {
    watch("{kind: zone-entered, zone: yard}");
    for (int i = 0; i < 10; i++) {
      show(Scenes.track(1, 60, 50, TrackState.TENTATIVE, Scenes.PERSON, 1));
    }
    assertEquals(List.of(), phases());
    stand(60, 1);
    assertEquals(List.of(NEW), phases());
    assertEquals(Scenes.at(0), alerts.get(0).startedAt());
  }

  @Test
  void shouldEndWithTheTrackAndWithTheEpoch() {
    watch("{kind: zone-entered, zone: yard}");
    stand(60, 5);
    show();
    assertEquals(List.of(NEW, END), phases());
    assertEquals(Scenes.at(5), alerts.get(1).at());
    assertEquals(4, alerts.get(1).evidence().frame().sequence(), "where it was seen last");
    for (int i = 0; i < 5; i++) {
      show(Scenes.person(2, 85, 75));
    }
    alerts.addAll(engine.onEnd(Scenes.end(1, sequence)));
    assertEquals(List.of(NEW, END, NEW, END), phases());
  }

  @Test
  void shouldBeSilentDuringTheCooldown() {
    watch("{kind: zone-entered, zone: yard, inertia: 0s, cooldown: 1s}");
    stand(60, 1);
    stand(40, 1);
    stand(60, 30);
    stand(40, 1);
    assertEquals(List.of(NEW, END), phases(), "back after 100 ms");
    stand(40, 10);
    stand(60, 1);
    assertEquals(List.of(NEW, END, NEW), phases());
    assertNotEquals(alerts.get(0).id(), alerts.get(2).id());
  }

  @Test
  void shouldNotTellAgainOfAParkedCarWhoseTrackBreaks() {
    watch("{kind: zone-entered, zone: yard, cooldown: 2s}");
    for (int track = 1; track <= 20; track++) {
      for (int i = 0; i < 10; i++) {
        show(Scenes.track(track, 60, 50, TrackState.CONFIRMED, Scenes.CAR, 1));
      }
      show();
    }
    assertEquals(List.of(NEW, END), phases());
    for (int i = 0; i < 10; i++) {
      show(Scenes.track(30, 80, 70, TrackState.CONFIRMED, Scenes.CAR, 1));
    }
    assertEquals(List.of(NEW, END, NEW), phases(), "another place is another car");
  }

  @Test
  void shouldTellOfSomebodyWhoWalksInWhereAnotherVanished() {
    watch("{kind: zone-entered, zone: yard, cooldown: 10s}");
    stand(60, 5);
    show();
    for (int i = 0; i < 4; i++) {
      show(Scenes.person(2, 40, 50));
    }
    for (int i = 0; i < 4; i++) {
      show(Scenes.person(2, 60, 50));
    }
    assertEquals(List.of(NEW, END, NEW), phases());
  }

  @Test
  void shouldTellOfALoitererWhenItHasStayedLongEnough() {
    watch("{kind: loitering, zone: yard, for: 2s}");
    stand(60, 20);
    assertEquals(List.of(), phases());
    stand(60, 1);
    assertEquals(List.of(NEW), phases());
    assertEquals(Scenes.at(20), alerts.get(0).at());
    assertEquals(Scenes.at(0), alerts.get(0).startedAt());
    stand(40, 5);
    assertEquals(List.of(NEW, END), phases());
  }

  @Test
  void shouldUpdateALoitererWhenItsStayHasDoubled() {
    watch("{kind: loitering, zone: yard, for: 1s}");
    stand(60, 161);
    assertEquals(List.of(NEW, UPDATE, UPDATE, UPDATE, UPDATE), phases());
    assertEquals(
        List.of(Scenes.at(10), Scenes.at(20), Scenes.at(40), Scenes.at(80), Scenes.at(160)),
        alerts.stream().map(Alert::at).toList());
    assertEquals(1, alerts.stream().map(Alert::id).distinct().count());
  }

  @Test
  void shouldForgiveALoitererAShortStepOut() {
    watch("{kind: loitering, zone: yard, for: 2s, inertia: 300ms}");
    stand(60, 10);
    stand(40, 2);
    stand(60, 9);
    assertEquals(List.of(NEW), phases());
  }

  @Test
  void shouldGiveEveryAlertItsOwnId() {
    watch("{kind: zone-entered, zone: yard, inertia: 0s, cooldown: 0s}");
    for (int visit = 0; visit < 50; visit++) {
      stand(60, 1);
      stand(40, 1);
    }
    assertEquals(100, alerts.size());
    assertEquals(50, alerts.stream().map(Alert::id).distinct().count());
    assertTrue(alerts.stream().allMatch(alert -> alert.id().matches("[0-9a-f]{20}")));
  }
}
