package io.panoptes.sink.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleEngine;
import io.panoptes.sink.testing.Scenes;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayComposerTest {

  private static final CameraRules RULES =
      Scenes.rules(
          """
          zones:
            yard: {polygon: [[0.5, 0.2], [0.9, 0.2], [0.9, 0.8], [0.5, 0.8]]}
          lines:
            door: {from: [0.5, 1], to: [0.5, 0]}
            gate: {from: [0.1, 1], to: [0.1, 0]}
          rules:
            - {kind: line-crossed, line: door, severity: warning}
            - {kind: zone-entered, zone: yard, inertia: 0s, severity: critical}
          """);

  private final OverlayComposer composer =
      new OverlayComposer(Scenes.GATE, RULES, SinkSettings.DEFAULTS);
  private final RuleEngine engine = new RuleEngine(Scenes.GATE, RULES, "");

  private OverlayScene show(TrackedFrame frame) {
    List<Alert> alerts = engine.onFrame(frame);
    return composer.compose(frame, frame.id().sequence() + 1, alerts);
  }

  @Test
  void shouldTintThingsByTrackAndStuffByCategory() {
    OverlayScene scene = show(Scenes.painted(0));
    assertEquals(
        List.of(
            new OverlayScene.Region(1, Scenes.ROAD.rgb(), 0.16, false),
            new OverlayScene.Region(2, Palette.track(7), 0.4, true)),
        scene.regions());
    assertEquals(
        List.of(
            new OverlayScene.LegendEntry("person 1", Scenes.PERSON.rgb()),
            new OverlayScene.LegendEntry("road", Scenes.ROAD.rgb())),
        scene.legend());
    assertEquals(
        new OverlayScene.Header("gate", "2026-11-22 12:00:00.0 UTC   frame 1"), scene.header());
  }

  @Test
  void shouldCountCrossingsAndVisitors() {
    show(Scenes.frame(0, Scenes.person(1, 40, 50)));
    OverlayScene scene = show(Scenes.frame(1, Scenes.person(1, 60, 50)));
    OverlayScene.Crossing door = scene.lines().get(0);
    assertEquals(1, door.leftToRight());
    assertEquals(0, door.rightToLeft());
    OverlayScene.Crossing gate = scene.lines().get(1);
    assertEquals(-1, gate.leftToRight(), "nobody counts there");
    assertEquals(-1, gate.rightToLeft());
    assertEquals(1, scene.zones().get(0).inside());
    scene = show(Scenes.frame(2, Scenes.hidden(1, 60, 50, TrackState.OCCLUDED)));
    assertEquals(0, scene.zones().get(0).inside());
    assertEquals(1, scene.lines().get(0).leftToRight());
  }

  @Test
  void shouldLightUpForASecondOfEventTime() {
    show(Scenes.frame(0, Scenes.person(1, 40, 50)));
    OverlayScene scene = show(Scenes.frame(1, Scenes.person(1, 60, 50)));
    assertEquals(1, scene.zones().get(0).flash());
    assertEquals(Palette.severity(Alert.Severity.CRITICAL), scene.zones().get(0).flashRgb());
    assertEquals(1, scene.lines().get(0).flash());
    assertEquals("person 1  entered yard", scene.labels().get(0).text());
    assertEquals(1, scene.marks().size());
    scene = show(Scenes.frame(6, Scenes.person(1, 60, 50)));
    assertEquals(0.5, scene.zones().get(0).flash(), 1e-9);
    scene = show(Scenes.frame(11, Scenes.person(1, 60, 50)));
    assertEquals(0, scene.zones().get(0).flash());
    assertEquals("person 1", scene.labels().get(0).text());
    assertEquals(List.of(), scene.marks());
  }

  @Test
  void shouldKeepAFadingTrail() {
    OverlayScene scene = null;
    for (int i = 0; i < 40; i++) {
      scene = show(Scenes.frame(i, Scenes.person(1, 10 + 2 * i, 50)));
    }
    OverlayScene.Trail trail = scene.trails().get(0);
    assertEquals(31, trail.points().size(), "three seconds and both ends");
    assertEquals(0, trail.opacities().get(0), 1e-9);
    assertEquals(0.5, trail.opacities().get(15), 1e-9);
    assertEquals(1, trail.opacities().get(30), 1e-9);
    assertEquals(Palette.track(1), trail.rgb());
    scene = show(Scenes.frame(100));
    assertEquals(List.of(), scene.trails());
  }

  @Test
  void shouldNameOnlyTracksThatAreBelieved() {
    OverlayScene scene =
        show(
            Scenes.frame(
                0,
                Scenes.person(1, 20, 50),
                Scenes.track(2, 30, 50, TrackState.TENTATIVE, Scenes.PERSON, 2),
                Scenes.hidden(3, 40, 50, TrackState.OCCLUDED),
                Scenes.hidden(4, 50, 50, TrackState.LOST)));
    assertEquals(
        List.of("person 1", "person 3"),
        scene.labels().stream().map(OverlayScene.Label::text).toList());
  }

  @Test
  void shouldStillShowPlacesWhenNothingIsKnownOfAFrame() {
    show(Scenes.frame(0, Scenes.person(1, 40, 50)));
    show(Scenes.frame(1, Scenes.person(1, 60, 50)));
    OverlayScene scene =
        composer.composeUntracked(
            new FrameId(Scenes.GATE, 1, 2), Scenes.at(2), Scenes.SIZE, Scenes.SIZE, 3);
    assertEquals(1, scene.lines().get(0).leftToRight());
    assertEquals(0.9, scene.zones().get(0).flash(), 1e-9);
    assertTrue(scene.regions().isEmpty() && scene.labels().isEmpty() && scene.trails().isEmpty());
  }

  @Test
  void shouldLeaveOutWhatTheSettingsTurnOff() {
    SinkSettings bare =
        new SinkSettings(
            true,
            SinkSettings.Codec.AUTO,
            0,
            false,
            java.time.Duration.ZERO,
            java.time.Duration.ZERO,
            0.4,
            0,
            false,
            false,
            1 << 20,
            java.util.Set.of(),
            io.panoptes.sink.OverlaySegments.DEFAULTS);
    OverlayComposer quiet = new OverlayComposer(Scenes.GATE, RULES, bare);
    OverlayScene scene = null;
    for (int i = 0; i < 3; i++) {
      TrackedFrame frame = Scenes.painted(i);
      scene = quiet.compose(frame, i + 1, engine.onFrame(frame));
    }
    assertNull(scene.header());
    assertEquals(List.of(), scene.legend());
    assertEquals(List.of(), scene.trails());
    assertEquals(List.of(), scene.marks());
    assertEquals(List.of(2), scene.regions().stream().map(OverlayScene.Region::segmentId).toList());
  }

  @Test
  void shouldGiveNeighboursInNumberDifferentColours() {
    for (long number = 1; number < 200; number++) {
      assertNotEquals(Palette.track(number), Palette.track(number + 1));
      assertEquals(Palette.track(number), Palette.track(number + 20));
    }
    assertEquals(0xFFFFFF, Palette.textOn(0x202020));
    assertEquals(0x14181D, Palette.textOn(0xF0F0A0));
  }
}
