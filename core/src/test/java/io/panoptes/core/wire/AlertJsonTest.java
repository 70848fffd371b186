package io.panoptes.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.track.TrackId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertJsonTest {

  private static final String LINE = AlertJson.write(Samples.alert());

  @Test
  void shouldReadBackEveryPhaseAndSeverity() {
    for (Alert.Phase phase : Alert.Phase.values()) {
      for (Alert.Severity severity : Alert.Severity.values()) {
        Alert alert = alert("Ausfahrt „Süd“ \" \n 🚲", phase, severity);
        assertEquals(alert, AlertJson.read(AlertJson.toBytes(alert)));
        assertTrue(AlertJson.write(alert).indexOf('\n') < 0);
      }
    }
  }

  @Test
  void shouldWriteProvenanceInOrderOfName() {
    assertTrue(
        LINE.endsWith(
            "\"provenance\":{\"configuration\":\"5f2c9a01\",\"model\":\"motion\","
                + "\"tracker\":\"mask-box\"}}"),
        LINE);
  }

  @Test
  void shouldLeaveOutFieldsOfLaterVersions() {
    assertEquals(Samples.alert(), read(LINE.replace("\"rule\"", "\"colour\":[1],\"rule\"")));
  }

  @Test
  void shouldSayWhichFieldIsWrong() {
    assertRefused("alert has no text field 'rule'", "\"rule\":\"kerb\"", "\"rule\":7");
    assertRefused("alert has no text field 'rule'", "\"rule\":\"kerb\",", "");
    assertRefused("alert has no number field 'track'", "\"track\":5", "\"track\":\"5\"");
    assertRefused(
        "field 'track' of the alert is no 64-bit integer", "\"track\":5", "\"track\":5.5");
    assertRefused("alert has no field 'box' with 4 numbers", "[2.0,2.0,4.0,7.0]", "[2.0,2.0,4.0]");
    assertRefused("alert has no field 'foot' with 2 numbers", "[3.0,7.0]", "[3.0,null]");
    assertRefused("alert has no object 'evidence'", "\"evidence\":{", "\"proof\":{");
    assertRefused("alert has no text field 'model'", "\"motion\"", "{}");
    assertRefused("alert has no version, only version 1 can be read", "\"version\":1,", "");
    assertRefused("alert has no version, only version 1 can be read", ":1,\"id\"", ":\"1\",\"id\"");
    assertRefused("alert has version 2, only version 1 can be read", ":1,\"id\"", ":2,\"id\"");
    assertRefused(
        "alert has an unknown word where one of [new, update, end] is needed",
        "\"new\"",
        "\"NEW\"");
    assertRefused(
        "alert is invalid: track number 0 must be at least 1", "\"track\":5", "\"track\":0");
  }

  private static void assertRefused(String message, String good, String bad) {
    String line = LINE.replace(good, bad);
    assertEquals(message, assertThrows(WireFormatException.class, () -> read(line)).getMessage());
  }

  @Test
  void shouldRefuseWhatIsNoAlert() {
    for (String text :
        new String[] {"", " ", "{}", "[]", "null", "7", "\"x\"", LINE + "x", LINE + LINE}) {
      assertThrows(WireFormatException.class, () -> read(text), text);
    }
    assertThrows(WireFormatException.class, () -> AlertJson.read(null));
    assertThrows(WireFormatException.class, () -> read("[".repeat(100_000)));
  }

  @Test
  void shouldRefuseEveryTruncationAndSurviveFlippedBytes() {
    byte[] bytes = LINE.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThrows(WireFormatException.class, () -> AlertJson.read(part));
    }
    Random random = new Random(1);
    int refused = 0;
    for (int n = 0; n < 5_000; n++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
      try {
        AlertJson.read(flipped);
      } catch (WireFormatException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void shouldRefuseAlertsThatMixCameras() {
    CameraId other = new CameraId("other");
    Alert good = Samples.alert();
    assertEquals(
        "alert of camera gate-1 has track other#1 and evidence gate-1/3/41 of another camera",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Alert(
                        "id",
                        good.camera(),
                        "rule",
                        "kind",
                        good.phase(),
                        good.severity(),
                        "",
                        "",
                        new TrackId(other, 1),
                        "person",
                        good.startedAt(),
                        good.at(),
                        good.evidence(),
                        Map.of()))
            .getMessage());
  }

  private static Alert alert(String place, Alert.Phase phase, Alert.Severity severity) {
    CameraId camera = new CameraId("c");
    return new Alert(
        "id",
        camera,
        "rule",
        "zone-entered",
        phase,
        severity,
        place,
        "",
        new TrackId(camera, Long.MAX_VALUE),
        "person",
        Instant.parse("1969-07-20T20:17:40Z"),
        Instant.EPOCH,
        new Alert.Evidence(
            new FrameId(camera, 1, 2), -7, new Box(-0.1, 1e-9, 3, 1e9), new Point(1, 2), 1),
        Map.of());
  }

  private static Alert read(String line) {
    return AlertJson.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
