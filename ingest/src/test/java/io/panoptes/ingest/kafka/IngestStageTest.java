package io.panoptes.ingest.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import io.panoptes.ingest.PlaybackSettings.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IngestStageTest {

  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void shouldPublishEveryFrameAndTheEnd() throws InterruptedException {
    try (IngestStageHarness ingest = new IngestStageHarness(true, scene("square", 40, 1))) {
      ingest.stage.start();
      assertTrue(ingest.stage.awaitCompletion(SOON));

      List<Frame> frames = ingest.frames("square");
      assertEquals(
          LongStream.range(0, 40).boxed().toList(),
          frames.stream().map(f -> f.id().sequence()).toList());
      assertTrue(frames.stream().allMatch(f -> f.id().epoch() == 1));
      assertTrue(frames.stream().allMatch(f -> f.delivery() == Delivery.LOSSLESS));
      assertEquals(Instant.EPOCH.plusMillis(3_900), frames.get(39).capturedAt());
      assertEquals(
          List.of(
              new EndOfEpoch(
                  new CameraId("square"),
                  1,
                  40,
                  Instant.EPOCH.plusMillis(3_900),
                  Reason.COMPLETED)),
          ingest.ends("square"));
      assertEquals(
          new CameraStatus(
              new CameraId("square"), State.COMPLETED, 1, 40, OptionalLong.of(40), 0, 0, ""),
          ingest.status("square"));
      StageMetrics.Counts counts = ingest.metrics.counts().get(new CameraId("square"));
      assertEquals(40, counts.in());
      assertEquals(40, counts.processed());
      assertEquals(0, counts.open());
    }
  }

  @Test
  void shouldPublishTheSameEveryTime() throws InterruptedException {
    List<Frame> first = publish(scene("square", 30, 3));

    assertEquals(first, publish(scene("square", 30, 3)));
    assertEquals(30, first.size());
  }

  @Test
  void shouldKeepCamerasApart() throws InterruptedException {
    CameraSettings missing =
        CameraSettings.recording(new CameraId("missing"), folder.resolve("no.mp4").toString());
    try (IngestStageHarness ingest =
        new IngestStageHarness(true, scene("one", 20, 1), missing, scene("two", 30, 2))) {
      ingest.stage.start();
      assertTrue(ingest.stage.awaitCompletion(SOON));

      assertEquals(20, ingest.frames("one").size());
      assertEquals(30, ingest.frames("two").size());
      assertEquals(State.FAILED, ingest.status("missing").state());
      assertTrue(ingest.status("missing").note().contains("no.mp4"));
      assertEquals(
          List.of("one", "missing", "two"),
          ingest.stage.status().stream().map(s -> s.camera().value()).toList());
    }
  }

  @Test
  void shouldWaitForAcknowledgements() throws InterruptedException {
    try (IngestStageHarness ingest = new IngestStageHarness(false, scene("square", 3, 1))) {
      ingest.stage.start();
      while (ingest.producer.history().size() < 3) {
        Thread.onSpinWait();
      }
      assertFalse(ingest.stage.awaitCompletion(Duration.ofMillis(1)));
      assertEquals(List.of(), ingest.ends("square"));

      while (!ingest.stage.awaitCompletion(Duration.ofMillis(1))) {
        ingest.producer.completeNext();
      }
      assertEquals(3, ingest.ends("square").get(0).frames());
    }
  }

  @Test
  void shouldBeHeldBackByThoseDownstream() throws InterruptedException {
    try (IngestStageHarness ingest =
        new IngestStageHarness(true, scene("square", 60, 1).withMaxInFlight(10))) {
      ingest.downstream.lag = 10;
      ingest.stage.start();
      CameraStatus status = ingest.await("square", s -> s.note().startsWith("held back"));

      assertEquals(
          "held back: group 'test.segment' is 10 records behind on partition 0", status.note());
      assertTrue(status.framesPublished() <= 10, status.toString());
      assertFalse(ingest.stage.awaitCompletion(Duration.ofMillis(1)));

      ingest.downstream.lag = 0;
      assertTrue(ingest.stage.awaitCompletion(SOON));
      assertEquals(60, ingest.frames("square").size());
      assertEquals("", ingest.status("square").note());
    }
  }

  @Test
  void shouldOfferALosslessFrameUntilKafkaTakesIt() throws InterruptedException {
    try (IngestStageHarness ingest = new IngestStageHarness(true, scene("square", 5, 1))) {
      ingest.producer.sendException = new TimeoutException("no broker");
      ingest.stage.start();
      assertFalse(ingest.stage.awaitCompletion(Duration.ofMillis(100)));

      ingest.producer.sendException = null;
      assertTrue(ingest.stage.awaitCompletion(SOON));
      assertEquals(5, ingest.frames("square").size());
      assertEquals(5, ingest.ends("square").get(0).frames());
    }
  }

  @Test
  void shouldCountFramesThatKafkaRefuses() throws InterruptedException {
    try (IngestStageHarness ingest = new IngestStageHarness(false, scene("square", 3, 1))) {
      ingest.stage.start();
      while (ingest.producer.history().size() < 3) {
        Thread.onSpinWait();
      }
      ingest.producer.completeNext();
      ingest.producer.errorNext(new RecordTooLargeException("too large for the broker"));
      while (!ingest.stage.awaitCompletion(Duration.ofMillis(1))) {
        ingest.producer.completeNext();
      }

      StageMetrics.Counts counts = ingest.metrics.counts().get(new CameraId("square"));
      assertEquals(2, counts.processed());
      assertEquals(Map.of("publish", 1L), counts.failed());
      assertEquals(2, ingest.ends("square").get(0).frames());
      assertEquals(0, counts.open());
    }
  }

  @Test
  void shouldDropFramesOfALiveCameraWhileKafkaIsAway() throws InterruptedException {
    CameraSettings live = scene("live", 200, 1).withDelivery(Delivery.LIVE).withSpeed(Speed.MAX);
    try (IngestStageHarness ingest = new IngestStageHarness(false, live)) {
      ingest.stage.start();
      ingest.await("live", s -> s.dropped() > 150);
      assertTrue(
          ingest.producer.history().size() <= LiveWindow.MOST_UNACKNOWLEDGED,
          "sent " + ingest.producer.history().size());
      while (!ingest.stage.awaitCompletion(Duration.ofMillis(1))) {
        ingest.producer.completeNext();
      }

      StageMetrics.Counts counts = ingest.metrics.counts().get(new CameraId("live"));
      assertEquals(200, counts.in());
      assertEquals(0, counts.open());
      assertEquals(200, counts.processed() + counts.dropped().get("mailbox"));
    }
  }

  @Test
  void shouldEndStreamsWhenClosed() throws InterruptedException {
    CameraSettings endless = scene("square", 100_000, 1).withSpeed(Speed.REAL_TIME).withLoop(true);
    IngestStageHarness ingest = new IngestStageHarness(true, endless);
    try (ingest) {
      ingest.stage.start();
      ingest.await("square", s -> s.framesPublished() >= 2);
      assertTrue(ingest.stage.awaitCompletion(Duration.ofMillis(1)), "a loop is not waited for");
    }

    EndOfEpoch end = ingest.ends("square").get(0);
    assertEquals(Reason.STOPPED, end.reason());
    assertEquals(ingest.frames("square").size(), end.frames());
    assertEquals(State.STOPPED, ingest.status("square").state());
    assertTrue(ingest.producer.closed());
    assertTrue(ingest.downstream.closed);
    StageMetrics.Counts counts = ingest.metrics.counts().get(new CameraId("square"));
    assertEquals(0, counts.open());
  }

  @Test
  void shouldRefuseTwoCamerasOfOneName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new IngestStageHarness(true, scene("a", 1, 1), scene("a", 1, 2)).close());
  }

  private static List<Frame> publish(CameraSettings camera) throws InterruptedException {
    try (IngestStageHarness ingest = new IngestStageHarness(true, camera)) {
      ingest.stage.start();
      assertTrue(ingest.stage.awaitCompletion(SOON));
      return ingest.frames(camera.camera().value());
    }
  }

  private static CameraSettings scene(String name, int frames, int seed) {
    return CameraSettings.recording(
        new CameraId(name),
        "synthetic:people?width=160&height=90&frames=" + frames + "&seed=" + seed);
  }
}
