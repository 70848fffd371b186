package io.panoptes.ingest.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.EndOfEpoch.Reason;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.CameraStatus;
import io.panoptes.ingest.CameraStatus.State;
import io.panoptes.ingest.ConnectionSettings;
import io.panoptes.ingest.ConnectionSettings.Transport;
import io.panoptes.ingest.PictureSettings;
import io.panoptes.ingest.PlaybackSettings;
import io.panoptes.ingest.SourceUri;
import io.panoptes.ingest.testing.RtspServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras that a real RTSP server plays. */
@Timeout(120)
class RtspSourceIT {

  @ParameterizedTest
  @EnumSource(Transport.class)
  void shouldStream(Transport transport) throws Exception {
    try (RtspServer server = RtspServer.start(RtspServer.freePort());
        IngestStageHarness ingest =
            new IngestStageHarness(true, camera("gate", server.url(), transport))) {
      Instant before = Instant.now();
      ingest.stage.start();
      CameraStatus status = ingest.await("gate", s -> s.framesPublished() >= 30);

      assertEquals(State.STREAMING, status.state());
      Frame first = ingest.frames("gate").get(0);
      Frame second = ingest.frames("gate").get(1);
      Frame later = ingest.frames("gate").get(29);
      assertEquals(320, first.width());
      assertEquals(240, first.height());
      assertEquals(Delivery.LIVE, first.delivery());
      assertEquals(0, first.id().sequence());
      assertTrue(first.id().epoch() >= before.getEpochSecond(), first.id().toString());
      assertTrue(first.capturedAt().isAfter(before));
      assertEquals(
          later.ptsMicros() - second.ptsMicros(),
          Duration.between(second.capturedAt(), later.capturedAt()).toNanos() / 1_000,
          "event time follows the camera's clock");
    }
  }

  @Test
  void shouldComeBackAfterACameraWasAwayWhileOthersGoOn() throws Exception {
    int port = RtspServer.freePort();
    try (RtspServer neighbour = RtspServer.start(RtspServer.freePort());
        RtspServer camera = RtspServer.start(port);
        IngestStageHarness ingest =
            new IngestStageHarness(
                true,
                camera("gate", camera.url(), Transport.TCP),
                camera("yard", neighbour.url(), Transport.TCP))) {
      ingest.stage.start();
      CameraStatus before = ingest.await("gate", s -> s.framesPublished() >= 10);
      ingest.await("yard", s -> s.framesPublished() >= 10);
      camera.stop();
      ingest.await("gate", s -> s.state() != State.STREAMING);
      long neighboursFrames = ingest.status("yard").framesPublished();
      ingest.await("yard", s -> s.framesPublished() >= neighboursFrames + 45);
      assertEquals(before.epoch(), ingest.status("gate").epoch());

      CameraStatus after;
      try (RtspServer again = RtspServer.start(port)) {
        assertEquals(camera.url(), again.url());
        long published = ingest.status("gate").framesPublished();
        after = ingest.await("gate", s -> s.framesPublished() >= published + 10);
      }

      assertTrue(after.epoch() > before.epoch(), before + " " + after);
      EndOfEpoch end = ingest.ends("gate").get(0);
      assertEquals(Reason.INTERRUPTED, end.reason());
      assertEquals(before.epoch(), end.epoch());
      List<Frame> frames = ingest.frames("gate");
      assertEquals(
          end.frames(),
          frames.stream().filter(frame -> frame.id().epoch() == before.epoch()).count());
      Frame first =
          frames.stream().filter(f -> f.id().epoch() == after.epoch()).findFirst().orElseThrow();
      assertEquals(0, first.id().sequence());
      assertTrue(first.capturedAt().isAfter(end.endedAt()));
      assertEquals(List.of(), ingest.ends("yard"), "the other camera never noticed");
      assertAccountsBalance(ingest, "yard");
    }
  }

  /** The picture is a white ball on black: half a ball, or two, would change the white area. */
  @ParameterizedTest
  @EnumSource(Transport.class)
  void shouldLetNoDamagedPictureThroughWhenPacketsAreLost(Transport transport) throws Exception {
    try (RtspServer server = RtspServer.startWithLoss(RtspServer.freePort(), 0.03);
        IngestStageHarness ingest =
            new IngestStageHarness(true, camera("gate", server.url(), transport))) {
      ingest.stage.start();
      ingest.await("gate", s -> s.framesPublished() >= 60 && s.dropped() >= 20);

      List<Long> areas =
          ingest.frames("gate").stream().map(f -> whiteArea(f.image().bytes())).toList();
      long usual = areas.stream().sorted().toList().get(areas.size() / 2);
      for (long area : areas) {
        assertEquals(usual, area, 0.12 * usual, "white pixels of all pictures: " + areas);
      }
    }
  }

  private static long whiteArea(byte[] jpeg) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
      long white = 0;
      for (int y = 0; y < picture.getHeight(); y++) {
        for (int x = 0; x < picture.getWidth(); x++) {
          white += (picture.getRGB(x, y) & 0xFF) > 127 ? 1 : 0;
        }
      }
      return white;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldReconnectACameraThatFellSilent() throws Exception {
    try (RtspServer server = RtspServer.start(RtspServer.freePort());
        IngestStageHarness ingest =
            new IngestStageHarness(
                true, camera("gate", server.url(), Transport.TCP, Duration.ofSeconds(2)))) {
      ingest.stage.start();
      CameraStatus before = ingest.await("gate", s -> s.framesPublished() >= 5);

      server.silence();
      CameraStatus silent = ingest.await("gate", s -> s.state() != State.STREAMING);
      assertFalse(silent.note().isEmpty());
      server.resume();
      CameraStatus after =
          ingest.await("gate", s -> s.epoch() > before.epoch() && s.state() == State.STREAMING);

      assertTrue(after.epoch() > before.epoch());
      assertEquals(Reason.INTERRUPTED, ingest.ends("gate").get(0).reason());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"p@ss:w/rd#1", "p%40ss%3Aw%2Frd%231"})
  void shouldLogInWithAnAwkwardPassword(String written) throws Exception {
    try (RtspServer server =
            RtspServer.startWithPassword(RtspServer.freePort(), "admin", "p@ss:w/rd#1");
        IngestStageHarness ingest =
            new IngestStageHarness(
                true, camera("gate", server.url("admin:" + written), Transport.TCP))) {
      ingest.stage.start();

      CameraStatus status = ingest.await("gate", s -> s.framesPublished() >= 3);

      assertEquals("", status.note());
    }
  }

  @Test
  void shouldSayWhenThePasswordIsWrongWithoutShowingIt() throws Exception {
    try (RtspServer server =
            RtspServer.startWithPassword(RtspServer.freePort(), "admin", "correct");
        IngestStageHarness ingest =
            new IngestStageHarness(
                true, camera("gate", server.url("admin:hunter2"), Transport.TCP))) {
      ingest.stage.start();

      CameraStatus status = ingest.await("gate", s -> !s.note().isEmpty());

      assertTrue(status.note().contains("401"), status.note());
      assertFalse(status.note().contains("hunter2"), status.note());
      assertFalse(status.note().contains("admin"), status.note());
    }
  }

  @Test
  void shouldKeepTryingWhenNobodyListens() throws Exception {
    String url = "rtsp://ann:hunter2@127.0.0.1:" + RtspServer.freePort() + "/live";
    try (IngestStageHarness ingest =
        new IngestStageHarness(true, camera("gate", url, Transport.TCP))) {
      ingest.stage.start();

      CameraStatus status = ingest.await("gate", s -> s.state() == State.BACKING_OFF);

      assertTrue(status.note().contains("Connection refused"), status.note());
      assertFalse(status.note().contains("hunter2"), status.note());
      assertEquals(0, status.epoch());
    }
  }

  private static void assertAccountsBalance(IngestStageHarness ingest, String camera) {
    ingest.stage.close();
    StageMetrics.Counts counts = ingest.metrics.counts().get(new CameraId(camera));
    assertEquals(0, counts.open(), counts.toString());
    assertTrue(counts.processed() > 0, counts.toString());
  }

  private static CameraSettings camera(String name, String url, Transport transport)
      throws IOException {
    return camera(name, url, transport, Duration.ofSeconds(20));
  }

  private static CameraSettings camera(
      String name, String url, Transport transport, Duration silence) {
    return new CameraSettings(
        new CameraId(name),
        SourceUri.parse(url),
        Delivery.LIVE,
        0,
        64,
        PictureSettings.DEFAULT,
        new ConnectionSettings(
            transport,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            silence,
            Duration.ofMillis(200),
            Duration.ofSeconds(1)),
        PlaybackSettings.DEFAULT);
  }
}
