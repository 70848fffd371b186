package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.ingest.ConnectionSettings.Transport;
import io.panoptes.ingest.PlaybackSettings.Speed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CameraSettingsTest {

  @Test
  void shouldHaveDefaultsForACamera() {
    CameraSettings settings = read("source: rtsp://cam/live");

    assertEquals(new CameraId("gate"), settings.camera());
    assertEquals(SourceUri.parse("rtsp://cam/live"), settings.source());
    assertEquals(Delivery.LIVE, settings.delivery());
    assertEquals(0, settings.maxFrameRate());
    assertEquals(256, settings.maxInFlight());
    assertEquals(new PictureSettings(0, 0, 85, List.of()), settings.picture());
    assertEquals(
        new ConnectionSettings(
            Transport.TCP,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30)),
        settings.connection());
    assertEquals(Optional.empty(), settings.playback().startsAt());
    assertFalse(settings.playback().loop());
    assertFalse(settings.isRecording());
  }

  @Test
  void shouldHaveDefaultsForARecording() {
    CameraSettings settings = read("source: clip.mp4");

    assertEquals(Delivery.LOSSLESS, settings.delivery());
    assertEquals(new PlaybackSettings(Optional.empty(), Speed.MAX, false, 10), settings.playback());
    assertTrue(settings.isRecording());
    assertEquals(CameraSettings.recording(new CameraId("gate"), "clip.mp4"), settings);
  }

  @Test
  void shouldPlayALiveRecordingAtItsOwnSpeed() {
    CameraSettings settings =
        read(
            """
            source: clip.mp4
            delivery: live
            """);

    assertEquals(Speed.REAL_TIME, settings.playback().speed());
  }

  @Test
  void shouldTakeALosslessWebVideoForARecording() {
    assertFalse(read("source: http://host/clip.mp4").isRecording());
    assertTrue(
        read("""
                source: http://host/clip.mp4
                delivery: lossless
                """)
            .isRecording());
  }

  @Test
  void shouldReadEveryKey() {
    CameraSettings settings =
        read(
            """
            source: rtsp://${CAMERA_USER}:${CAMERA_PASSWORD}@cam/live
            transport: udp
            delivery: lossless
            max-frame-rate: 12.5
            max-in-flight: 32
            width: 640
            height: 360
            jpeg-quality: 70
            privacy-masks:
              - [[0, 0], [0.5, 0], [0.5, 0.25]]
            connect-timeout: 3s
            read-timeout: 4s
            silence-timeout: 5s
            reconnect-min: 250ms
            reconnect-max: 2m
            starts-at: 2026-05-01T08:30:00Z
            speed: 1
            loop: true
            image-rate: 2
            """);

    assertEquals(
        new CameraSettings(
            new CameraId("gate"),
            SourceUri.parse("rtsp://ann:p%2Fw@cam/live"),
            Delivery.LOSSLESS,
            12.5,
            32,
            new PictureSettings(
                640,
                360,
                70,
                List.of(
                    new Polygon(
                        List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 0.25))))),
            new ConnectionSettings(
                Transport.UDP,
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofMillis(250),
                Duration.ofMinutes(2)),
            new PlaybackSettings(
                Optional.of(Instant.parse("2026-05-01T08:30:00Z")), Speed.REAL_TIME, true, 2)),
        settings);
  }

  @Test
  void shouldReportEveryProblemWithoutCredentials() {
    ConfigException problems =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    source: rtsp://ann:hunter2@/live
                    transport: upd
                    delivery: lossles
                    max-frame-rate: -1
                    max-in-flight: 0
                    width: 999999
                    jpeg-quality: 101
                    privacy-masks:
                      - [[0, 0], [0.5, 0]]
                    silence-timeout: 20
                    reconnect-min: 10s
                    reconnect-max: 5s
                    starts-at: yesterday
                    speed: 2
                    loop: maybe
                    image-rate: 0
                    resize: 640
                    """));

    assertEquals(15, problems.problems().size(), problems.getMessage());
    assertFalse(problems.getMessage().contains("hunter2"), problems.getMessage());
    assertTrue(problems.getMessage().contains("line 2: 'transport' is upd"));
    assertTrue(problems.getMessage().contains("unknown key 'resize'"));
    assertTrue(problems.getMessage().contains("less than reconnect-min, 10000 ms"));
    assertTrue(problems.getMessage().contains("2026-05-01T08:30:00Z is needed"));
  }

  @Test
  void shouldNeedASource() {
    ConfigException problems = assertThrows(ConfigException.class, () -> read("width: 640"));

    assertTrue(problems.getMessage().contains("needs a value for 'source'"));
  }

  @Test
  void shouldRefuseAnUnknownScene() {
    ConfigException problems =
        assertThrows(ConfigException.class, () -> read("source: synthetic:cats?fps=5"));

    assertTrue(problems.getMessage().contains("synthetic:people"), problems.getMessage());
  }

  @Test
  void shouldRefuseACameraAsRecording() {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> CameraSettings.recording(new CameraId("a"), "rtsp://u:hunter2@cam/live"));

    assertFalse(problem.getMessage().contains("hunter2"));
  }

  @Test
  void shouldChangeOneThingAtATime() {
    CameraSettings base = CameraSettings.recording(new CameraId("a"), "clip.mp4");
    Polygon mask = new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1)));

    CameraSettings changed =
        base.withDelivery(Delivery.LIVE)
            .withMaxFrameRate(5)
            .withMaxInFlight(7)
            .withSize(320, 0)
            .withJpegQuality(50)
            .withPrivacyMasks(List.of(mask))
            .withSpeed(Speed.REAL_TIME)
            .withStartsAt(Instant.ofEpochSecond(5))
            .withLoop(true);

    assertEquals(
        new CameraSettings(
            base.camera(),
            base.source(),
            Delivery.LIVE,
            5,
            7,
            new PictureSettings(320, 0, 50, List.of(mask)),
            base.connection(),
            new PlaybackSettings(Optional.of(Instant.ofEpochSecond(5)), Speed.REAL_TIME, true, 10)),
        changed);
  }

  @Test
  void shouldKeepTheAspectWhenOneSideIsGiven() {
    PictureSettings byWidth = new PictureSettings(640, 0, 85, List.of());
    assertEquals(640, byWidth.targetWidth(1920, 1080));
    assertEquals(360, byWidth.targetHeight(1920, 1080));
    PictureSettings byHeight = new PictureSettings(0, 540, 85, List.of());
    assertEquals(960, byHeight.targetWidth(1920, 1080));
    assertEquals(540, byHeight.targetHeight(1920, 1080));
    PictureSettings both = new PictureSettings(100, 100, 85, List.of());
    assertEquals(100, both.targetWidth(1920, 1080));
    assertEquals(100, both.targetHeight(1920, 1080));
    assertEquals(1920, PictureSettings.DEFAULT.targetWidth(1920, 1080));
    assertEquals(1080, PictureSettings.DEFAULT.targetHeight(1920, 1080));
  }

  private static CameraSettings read(String yaml) {
    ConfigDocument document =
        ConfigDocument.parse("test", yaml, Map.of("CAMERA_USER", "ann", "CAMERA_PASSWORD", "p/w"));
    CameraSettings settings = CameraSettings.read("gate", document.root());
    document.finish();
    return settings;
  }
}
