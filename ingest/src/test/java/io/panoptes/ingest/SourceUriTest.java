package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.ingest.SourceUri.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceUriTest {

  @ParameterizedTest
  @CsvSource({
    "rtsp://cam/live, RTSP, rtsp://cam/live",
    "RTSP://cam:8554/live?channel=1&subtype=0, RTSP, rtsp://cam:8554/live?channel=1&subtype=0",
    "rtsps://cam/live, RTSP, rtsps://cam/live",
    "http://cam/video.mjpg, HTTP, http://cam/video.mjpg",
    "https://host/a/b.m3u8, HTTP, https://host/a/b.m3u8",
    "rtsp://[2001:db8::7]:554/live, RTSP, rtsp://[2001:db8::7]:554/live",
    "usb:0, USB, /dev/video0",
    "usb:/dev/v4l/by-id/cam, USB, /dev/v4l/by-id/cam",
    "/dev/video3, USB, /dev/video3",
    "clip.mp4, PATH, clip.mp4",
    "/data/night: 2.mp4, PATH, /data/night: 2.mp4",
    "file:///data/clip.mp4, PATH, /data/clip.mp4",
    "file:clip.mp4, PATH, clip.mp4",
    "synthetic:people?seed=2, SYNTHETIC, people?seed=2",
  })
  void shouldRecogniseSources(String text, Kind kind, String location) {
    SourceUri source = SourceUri.parse(text);

    assertEquals(kind, source.kind());
    assertEquals(location, source.location());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "rtsp://admin:secret@10.0.0.7/live admin secret 10.0.0.7 -1 /live",
        "rtsp://admin:p%40ss@10.0.0.7:554/live admin p@ss 10.0.0.7 554 /live",
        "rtsp://admin:p@ss:w/rd#1@10.0.0.7:554/live admin p@ss:w/rd#1 10.0.0.7 554 /live",
        "rtsp://admin:p@ss:w/rd#1@camera/live admin p@ss:w/rd#1 camera -1 /live",
        "rtsp://admin:a?b&c=d@cam.example/live admin a?b&c=d cam.example -1 /live",
        "rtsp://admin:100%@cam.example/live admin 100% cam.example -1 /live",
        "rtsp://admin:5%2G@cam.example/live admin 5%2G cam.example -1 /live",
        "rtsp://user:pw@10.0.0.7/tracks@2x user pw 10.0.0.7 -1 /tracks@2x",
        "rtsp://user:pw@[fe80::1]:8554/a user pw [fe80::1] 8554 /a",
        "http://ünal:käse@cam.example/a ünal käse cam.example -1 /a",
      })
  void shouldFindCredentialsHoweverTheyAreWritten(
      String text, String user, String password, String host, int port, String path) {
    URI uri = URI.create(SourceUri.parse(text).location());

    assertEquals(user + ":" + password, uri.getUserInfo());
    assertEquals(host, uri.getHost());
    assertEquals(port, uri.getPort());
    assertEquals(path, uri.getPath());
  }

  @Test
  void shouldLeaveAnAtSignInThePathAlone() {
    SourceUri source = SourceUri.parse("rtsp://host:554/live@hd");

    assertEquals("rtsp://host:554/live@hd", source.location());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "ftp://host/clip.mp4",
        "rtsp://",
        "rtsp:///live",
        "rtsp://host:99999/live",
        "rtsp://user:secret@/live",
        "usb:",
        "synthetic:"
      })
  void shouldRefuseWhatIsNoSource(String text) {
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> SourceUri.parse(text));

    assertFalse(problem.getMessage().contains("secret"), problem.getMessage());
    assertTrue(problem.getMessage().length() > 20, problem.getMessage());
  }

  @Test
  void shouldNeverShowAPassword() {
    Random random = new Random(7);
    String awkward = "abcXYZ0189@:/#?&=%+!$'()*,;[]~^ äß\"<>|\\`{}";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder secret = new StringBuilder("q7");
      int length = 4 + random.nextInt(12);
      for (int i = 0; i < length; i++) {
        secret.append(awkward.charAt(random.nextInt(awkward.length())));
      }
      String password = secret.append("7q").toString();
      String text = "rtsp://admin:" + password + "@192.168.10.20:8554/stream/main";

      SourceUri source = SourceUri.parse(text);
      String ofFfmpeg = "[rtsp @ 0x7f] could not open '" + source.location() + "': 401";

      assertEquals("rtsp://***@192.168.10.20:8554/stream/main", source.toString(), text);
      assertTrue(source.location().endsWith("@192.168.10.20:8554/stream/main"), text);
      for (String shown :
          new String[] {
            source.redact(ofFfmpeg),
            source.redact("refused " + text),
            Redaction.redact(ofFfmpeg),
            source.redact("wrong password " + password)
          }) {
        assertFalse(shown.contains("q7"), shown);
        assertFalse(shown.contains("7q"), shown);
      }
    }
  }

  @Test
  void shouldDecodeWhatItEncodes() {
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder encoded = new StringBuilder();
      StringBuilder plain = new StringBuilder();
      for (int i = 0; i < 1 + random.nextInt(10); i++) {
        int c = 1 + random.nextInt(126);
        plain.append((char) c);
        encoded.append("%%%02x".formatted(c));
      }
      String location = SourceUri.parse("rtsp://user:" + encoded + "@10.1.1.1/live").location();

      assertEquals("user:" + plain, URI.create(location).getUserInfo());
    }
  }

  @Test
  void shouldHideCredentialsInQueriesAndPaths() {
    assertEquals(
        "http://cam/video?channel=2&user=***&password=***&fps=5",
        SourceUri.parse("http://cam/video?channel=2&user=admin&password=hunter2&fps=5").toString());
    assertEquals(
        "rtsp://cam/user=***",
        SourceUri.parse("rtsp://cam/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp")
            .toString());
  }

  @Test
  void shouldTellRecordingsFromCameras() {
    assertTrue(SourceUri.parse("clip.mp4").isRecording());
    assertTrue(SourceUri.parse("synthetic:people").isRecording());
    assertFalse(SourceUri.parse("rtsp://cam/live").isRecording());
    assertFalse(SourceUri.parse("usb:0").isRecording());
  }

  @Test
  void shouldGivePathsAndParameters() {
    assertEquals(Path.of("a/b.mp4"), SourceUri.parse("a/b.mp4").path());
    assertThrows(IllegalStateException.class, () -> SourceUri.parse("usb:0").path());
    SourceUri scene = SourceUri.parse("synthetic:street?fps=5&seed=9");
    assertEquals("street", scene.name());
    assertEquals(Map.of("fps", "5", "seed", "9"), scene.parameters());
  }

  @Test
  void shouldEqualWhatOpensTheSame() {
    assertEquals(
        SourceUri.parse("rtsp://u:p%40@10.0.0.1/a"), SourceUri.parse("rtsp://u:p@@10.0.0.1/a"));
    assertEquals(
        SourceUri.parse("rtsp://u:p%40@10.0.0.1/a").hashCode(),
        SourceUri.parse("rtsp://u:p@@10.0.0.1/a").hashCode());
    assertFalse(SourceUri.parse("usb:0").equals(SourceUri.parse("usb:1")));
  }
}
