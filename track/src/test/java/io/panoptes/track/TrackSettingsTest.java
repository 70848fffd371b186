package io.panoptes.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackSettingsTest {

  @Test
  void shouldHaveDefaults() {
    assertEquals(
        new TrackSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            3,
            0.3,
            0.6,
            0.2,
            Duration.ofSeconds(5),
            Duration.ofDays(7),
            Duration.ofMillis(100),
            0,
            1),
        TrackSettings.read(ConfigDocument.parse("test", "", Map.of()).root()));
  }

  @Test
  void shouldMapEveryKey() {
    ConfigDocument document =
        ConfigDocument.parse(
            "test",
            """
            lost-for: 3s
            occluded-for: 8s
            min-hits: 5
            birth-score: 0.4
            high-score: 0.7
            min-overlap: 0.15
            continue-within: 0s
            forget-after: 1d
            commit-interval: 250ms
            standby-replicas: 1
            threads: 2
            """,
            Map.of());
    assertEquals(
        new TrackSettings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(8),
            5,
            0.4,
            0.7,
            0.15,
            Duration.ZERO,
            Duration.ofDays(1),
            Duration.ofMillis(250),
            1,
            2),
        TrackSettings.read(document.root()));
    document.finish();
  }

  @Test
  void shouldReportAllProblemsTogether() {
    ConfigDocument document =
        ConfigDocument.parse(
            "test",
            """
            lost-for: soon
            min-hits: 0
            birth-score: 2
            lost-fro: 3s
            """,
            Map.of());
    assertEquals(TrackSettings.DEFAULTS, TrackSettings.read(document.root()));
    ConfigException e = assertThrows(ConfigException.class, document::finish);
    assertEquals(
        List.of(
            "line 1: 'lost-for' is soon; a duration such as 500ms, 20s, 5m, 2h or 7d is needed",
            "line 2: 'min-hits' is 0; a whole number from 1 to 1000 is allowed",
            "line 3: 'birth-score' is 2; a number from 0.0 to 1.0 is allowed",
            "line 4: unknown key 'lost-fro'; did you mean 'lost-for'?"),
        e.problems());
  }

  @Test
  void shouldReadTheTrackerOfACamera() {
    assertEquals(CameraTracking.DEFAULTS, camera(""));
    assertEquals(
        new CameraTracking(TrackerKind.PANOPTIC, TrackSettings.DEFAULTS), CameraTracking.DEFAULTS);
    for (TrackerKind kind : TrackerKind.values()) {
      assertEquals(
          new CameraTracking(kind, TrackSettings.DEFAULTS), camera("tracker: " + kind.label()));
    }
  }

  @Test
  void shouldReadWhatACameraSaysOtherwise() {
    ConfigDocument document =
        ConfigDocument.parse(
            "test",
            """
            all: {lost-for: 9s, min-hits: 5, threads: 2}
            gate:
              track:
                lost-for: 1s
                occluded-for: 3s
                birth-score: 0.4
                high-score: 0.7
                min-overlap: 0.2
                continue-within: 6s
            """,
            Map.of());
    TrackSettings all = TrackSettings.read(document.root().mapping("all"));
    TrackSettings d = TrackSettings.DEFAULTS;
    assertEquals(
        new TrackSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            5,
            0.4,
            0.7,
            0.2,
            Duration.ofSeconds(6),
            d.forgetAfter(),
            d.commitInterval(),
            d.standbyReplicas(),
            2),
        CameraTracking.read("gate", document.root().mapping("gate"), all).settings());
    document.finish();
  }

  @Test
  void shouldRefuseWhatIsNotACamerasToSay() {
    ConfigDocument document = ConfigDocument.parse("test", "track: {threads: 2}", Map.of());
    CameraTracking.read("gate", document.root(), TrackSettings.DEFAULTS);
    ConfigException e = assertThrows(ConfigException.class, document::finish);
    assertEquals(
        List.of(
            "line 1: unknown key 'track.threads'; allowed here are lost-for, occluded-for, min-hits,"
                + " birth-score, high-score, min-overlap, continue-within"),
        e.problems());
  }

  @Test
  void shouldSuggestATrackersName() {
    ConfigDocument document = ConfigDocument.parse("test", "tracker: oc-sort", Map.of());
    CameraTracking.read("gate", document.root(), TrackSettings.DEFAULTS);
    ConfigException e = assertThrows(ConfigException.class, document::finish);
    assertEquals(
        List.of(
            "line 1: 'tracker' is oc-sort; allowed are panoptic, botsort, ocsort, bytetrack, sort;"
                + " did you mean 'ocsort'?"),
        e.problems());
  }

  @Test
  void shouldRefuseValuesThatMakeNoSense() {
    TrackSettings d = TrackSettings.DEFAULTS;
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TrackSettings(
                    Duration.ZERO,
                    d.occludedFor(),
                    d.minHits(),
                    d.birthScore(),
                    d.highScore(),
                    d.minOverlap(),
                    d.continueWithin(),
                    d.forgetAfter(),
                    d.commitInterval(),
                    0,
                    1));
    assertEquals("lostFor PT0S must be more than 0", e.getMessage());
  }

  private static CameraTracking camera(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test", yaml, Map.of());
    CameraTracking tracking = CameraTracking.read("gate", document.root(), TrackSettings.DEFAULTS);
    document.finish();
    return tracking;
  }
}
