package io.panoptes.ingest;

import static io.panoptes.ingest.Picture.Condition.DAMAGED;
import static io.panoptes.ingest.Picture.Condition.INTACT;
import static io.panoptes.ingest.Picture.Condition.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.EndOfEpoch.Reason;
import io.panoptes.core.frame.Frame;
import io.panoptes.ingest.CameraStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class CameraRunnerTest {

  private static final CameraId GATE = new CameraId("gate");
  private static final Instant NOW = Instant.ofEpochSecond(1_000);

  private final ScriptedSource.Script script = new ScriptedSource.Script();
  private final RecordingPublisher publisher = new RecordingPublisher();
  private final CountingAccount account = new CountingAccount();
  private final AtomicLong nanos = new AtomicLong(1);

  private final CameraSettings recording = CameraSettings.recording(GATE, "clip.mp4");
  private final CameraSettings camera =
      new CameraSettings(
          GATE,
          SourceUri.parse("rtsp://ann:hunter2@cam/live"),
          Delivery.LIVE,
          0,
          64,
          PictureSettings.DEFAULT,
          new ConnectionSettings(
              ConnectionSettings.Transport.TCP,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(20),
              Duration.ofMillis(1),
              Duration.ofMillis(1)),
          PlaybackSettings.DEFAULT);

  @Test
  void shouldPublishARecordingFromItsFirstFrameToItsEnd() {
    script.connection().pictures(KEY, INTACT, INTACT, KEY, INTACT);

    CameraStatus status = run(recording);

    assertEquals(
        new CameraStatus(GATE, State.COMPLETED, 1, 5, OptionalLong.of(7), 0, 0, ""), status);
    assertEquals(
        List.of(0L, 1L, 2L, 3L, 4L),
        publisher.frames().stream().map(f -> f.id().sequence()).toList());
    assertEquals(
        List.of(0L, 100_000L, 200_000L, 300_000L, 400_000L),
        publisher.frames().stream().map(Frame::ptsMicros).toList());
    assertEquals(
        IntStream.range(0, 5).mapToObj(i -> Instant.EPOCH.plusMillis(100L * i)).toList(),
        publisher.frames().stream().map(Frame::capturedAt).toList());
    assertEquals(
        List.of(new EndOfEpoch(GATE, 1, 5, Instant.EPOCH.plusMillis(400), Reason.COMPLETED)),
        publisher.ends());
    assertEquals(Map.of("in", 5, "processed", 5), account.counts());
    assertEverythingClosed();
  }

  @Test
  void shouldKeepTheOrderHoweverLongEncodingTakes() {
    ScriptedSource source = script.connection();
    for (int i = 0; i < 200; i++) {
      int number = i;
      source.picture(
          KEY,
          () -> {
            for (int spin = 0; spin < (number % 3) * 100_000; spin++) {
              Thread.onSpinWait();
            }
            return FakePicture.jpegOf(number);
          });
    }

    run(recording);

    List<Frame> frames = publisher.frames();
    assertEquals(200, frames.size());
    for (int i = 0; i < 200; i++) {
      assertEquals(i, frames.get(i).id().sequence());
      assertEquals((byte) i, frames.get(i).image().bytes()[0]);
    }
  }

  @Test
  void shouldTakeTheStartFromConfigurationThenFromTheFile() {
    Instant recordedAt = Instant.parse("2026-05-01T08:30:00Z");
    SourceInfo info = new SourceInfo(4, 3, 10, OptionalLong.empty(), Optional.of(recordedAt));
    script.connection().tells(info).pictures(KEY);
    script.connection().tells(info).pictures(KEY);

    run(recording);
    run(recording.withStartsAt(NOW));

    assertEquals(
        List.of(recordedAt, NOW), publisher.frames().stream().map(Frame::capturedAt).toList());
  }

  @Test
  void shouldNumberAndTimeARecordingThatPlaysACameraLikeACamera() {
    script.connection().pictures(KEY);

    run(recording.withDelivery(Delivery.LIVE));

    Frame frame = publisher.frames().get(0);
    assertEquals("gate/1000/0", frame.id().toString());
    assertEquals(NOW, frame.capturedAt());
  }

  @Test
  void shouldKeepCorruptFramesOutUntilTheNextKeyFrame() {
    script.connection().pictures(KEY, DAMAGED, INTACT, INTACT, KEY, INTACT);

    CameraStatus status = run(recording);

    assertEquals(
        List.of(0L, 400_000L, 500_000L),
        publisher.frames().stream().map(Frame::ptsMicros).toList());
    assertEquals(
        List.of(0L, 1L, 2L), publisher.frames().stream().map(f -> f.id().sequence()).toList());
    assertEquals(Map.of("in", 6, "processed", 3, "dropped CORRUPT", 3), account.counts());
    assertEquals(3, status.dropped());
    assertEverythingClosed();
  }

  @Test
  void shouldFailARecordingThatCannotBeOpened() {
    script.connection().failsToOpen("clip.mp4 is no video");

    CameraStatus status = run(recording);

    assertEquals(State.FAILED, status.state());
    assertEquals("clip.mp4 is no video", status.note());
    assertEquals(List.of(), publisher.ends());
    assertEquals(1, script.made.size());
  }

  @Test
  void shouldSayWhenARecordingEndsEarly() {
    script.connection().pictures(KEY).endsEarly("1 of 7 frames could be read");

    CameraStatus status = run(recording);

    assertEquals(State.COMPLETED, status.state());
    assertEquals("1 of 7 frames could be read", status.note());
    assertEquals(Reason.COMPLETED, publisher.ends().get(0).reason());
  }

  @Test
  void shouldFailARecordingThatBreaksWithAnEndOfItsEpoch() {
    script.connection().pictures(KEY, INTACT).breaks("disk gone");

    CameraStatus status = run(recording);

    assertEquals(State.FAILED, status.state());
    assertEquals(
        List.of(new EndOfEpoch(GATE, 1, 2, Instant.EPOCH.plusMillis(100), Reason.INTERRUPTED)),
        publisher.ends());
  }

  @Test
  void shouldComeBackInANewEpochWhenAConnectionBreaks() throws InterruptedException {
    script.connection().pictures(INTACT, KEY).breaks("connection reset");
    script.connection().failsToOpen("refused");
    ScriptedSource last = script.connection().pictures(KEY).hangs();

    CameraRunner runner = start(camera);
    last.awaitHanging();
    publisher.awaitMessages(3);
    CameraStatus status = runner.status();
    runner.stop();
    publisher.awaitMessages(4);

    assertEquals(State.STREAMING, status.state());
    assertEquals("refused", status.note());
    assertEquals(1_001, status.epoch());
    assertEquals(
        List.of("gate/1000/0", "gate/1001/0"),
        publisher.frames().stream().map(f -> f.id().toString()).toList());
    assertEquals(
        List.of(
            new EndOfEpoch(GATE, 1_000, 1, NOW, Reason.INTERRUPTED),
            new EndOfEpoch(GATE, 1_001, 1, NOW, Reason.STOPPED)),
        publisher.ends());
  }

  @Test
  void shouldReconnectASilentCamera() throws InterruptedException {
    ScriptedSource silent = script.connection().pictures(KEY).hangs();
    ScriptedSource next = script.connection().pictures(KEY).hangs();

    CameraRunner runner = start(camera);
    silent.awaitHanging();
    runner.checkSilence();
    nanos.addAndGet(Duration.ofSeconds(21).toNanos());
    runner.checkSilence();
    next.awaitHanging();

    assertEquals("no usable picture for 20.0 s", runner.status().note());
    assertTrue(silent.isClosed());
    runner.stop();
  }

  @Test
  void shouldDropOldFramesOfALiveCameraInsteadOfWaiting() throws InterruptedException {
    publisher.blocked();
    CountDownLatch firstIsTaken = new CountDownLatch(1);
    ScriptedSource source =
        script
            .connection()
            .picture(
                KEY,
                () -> {
                  firstIsTaken.countDown();
                  return FakePicture.jpegOf(1);
                })
            .waitsFor(firstIsTaken)
            .pictures(INTACT, INTACT, INTACT)
            .hangs();

    CameraRunner runner = start(camera);
    source.awaitHanging();
    publisher.letPass(2);
    publisher.awaitMessages(2);
    account.await("processed", 2);
    runner.stop();

    assertEquals(List.of(0L, 300_000L), publisher.frames().stream().map(Frame::ptsMicros).toList());
    assertEquals(Map.of("in", 4, "processed", 2, "dropped MAILBOX", 2), account.counts());
  }

  @Test
  void shouldHoldALosslessSourceBack() throws InterruptedException {
    publisher.blocked();
    script
        .connection()
        .pictures(Stream.generate(() -> KEY).limit(100).toArray(Picture.Condition[]::new));

    CameraRunner runner = start(recording);
    publisher.letPass(3);
    publisher.awaitMessages(3);
    int readAhead = account.counts().get("in");
    publisher.letPass(1_000);
    publisher.awaitMessages(101);

    assertTrue(readAhead < 20, "read ahead " + readAhead);
    assertEquals(100, publisher.frames().size());
    assertEquals(0, runner.status().dropped());
  }

  @Test
  void shouldThinOutByEventTime() {
    script.connection().pictures(KEY, INTACT, INTACT, INTACT, INTACT);

    run(recording.withMaxFrameRate(5));

    assertEquals(
        List.of(0L, 200_000L, 400_000L),
        publisher.frames().stream().map(Frame::ptsMicros).toList());
    assertEquals(Map.of("in", 5, "processed", 3, "dropped FRAME_RATE", 2), account.counts());
  }

  @Test
  void shouldGoOnAfterAPictureThatCannotBeEncodedOrIsTooLarge() {
    publisher.withMaxImageBytes(3);
    script
        .connection()
        .picture(KEY, () -> FakePicture.jpegOf(1))
        .picture(
            KEY,
            () -> {
              throw new IllegalStateException("no pixels");
            })
        .picture(KEY, () -> FakePicture.jpegOf(1, 2, 3, 4))
        .picture(KEY, () -> FakePicture.jpegOf(1, 2, 3));

    CameraStatus status = run(recording);

    assertEquals(List.of(0L, 1L), publisher.frames().stream().map(f -> f.id().sequence()).toList());
    assertEquals(
        Map.of("in", 4, "processed", 2, "failed ENCODE", 1, "failed TOO_LARGE", 1),
        account.counts());
    assertEquals(2, publisher.ends().get(0).frames());
    assertEquals(2, status.failed());
  }

  @Test
  void shouldCountWhatKafkaRefuses() {
    publisher.failingWith(
        frame ->
            frame.id().sequence() == 1
                ? new IllegalStateException("rtsp://ann:hunter2@cam/live")
                : null);
    script.connection().pictures(KEY, INTACT, INTACT);

    CameraStatus status = run(recording);

    assertEquals(Map.of("in", 3, "processed", 2, "failed PUBLISH", 1), account.counts());
    assertEquals(2, publisher.ends().get(0).frames());
    assertFalse(status.note().contains("hunter2"), status.note());
  }

  @Test
  void shouldGiveUpARecordingThatKafkaDoesNotTake() {
    publisher.failingWith(frame -> new IllegalStateException("not authorised"));
    script
        .connection()
        .pictures(Stream.generate(() -> KEY).limit(1_000).toArray(Picture.Condition[]::new));

    CameraStatus status = run(recording);

    assertEquals(State.FAILED, status.state());
    assertTrue(status.note().contains("not authorised"), status.note());
    assertTrue(status.failed() < 100, "failed " + status.failed());
    assertEverythingClosed();
  }

  @Test
  void shouldSurviveAnUnexpectedErrorOfALiveSource() throws InterruptedException {
    script.connection().pictures(KEY).crashes(new IllegalStateException("rtsp://a:hunter2@b"));
    ScriptedSource next = script.connection().pictures(KEY).hangs();

    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(CameraRunner.class);
    logger.setAdditive(false);
    logger.addAppender(log);
    log.start();
    try {
      CameraRunner runner = start(camera);
      next.awaitHanging();
      assertFalse(runner.status().note().contains("hunter2"), runner.status().note());
      runner.stop();
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
    }
    ILoggingEvent error =
        log.list.stream().filter(e -> e.getLevel() == Level.ERROR).findFirst().orElseThrow();
    assertTrue(error.getFormattedMessage().contains("IllegalStateException: rtsp://***@b"));
    assertFalse(error.getFormattedMessage().contains("hunter2"));
  }

  @Test
  void shouldLoopInNewEpochsWithEventTimeGoingOn() throws InterruptedException {
    script.connection().pictures(KEY, INTACT);
    script.connection().pictures(KEY, INTACT);
    ScriptedSource last = script.connection().hangs();

    CameraRunner runner = start(recording.withLoop(true));
    last.awaitHanging();
    runner.stop();

    assertEquals(
        List.of("gate/1/0", "gate/1/1", "gate/2/0", "gate/2/1"),
        publisher.frames().stream().map(f -> f.id().toString()).toList());
    assertEquals(
        List.of(0L, 100L, 200L, 300L),
        publisher.frames().stream().map(f -> f.capturedAt().toEpochMilli()).toList());
  }

  @Test
  void shouldEndAStoppedRecordingAsStopped() throws InterruptedException {
    ScriptedSource source = script.connection().pictures(KEY, INTACT).hangs();

    CameraRunner runner = start(recording);
    source.awaitHanging();
    publisher.awaitMessages(2);
    runner.stop();
    publisher.awaitMessages(3);

    assertEquals(
        List.of(new EndOfEpoch(GATE, 1, 2, Instant.EPOCH.plusMillis(100), Reason.STOPPED)),
        publisher.ends());
    assertEquals("", runner.status().note());
  }

  private CameraRunner runner(CameraSettings settings) {
    return new CameraRunner(
        settings,
        new CameraRunner.Surroundings(
            script, publisher, account, Clock.fixed(NOW, ZoneOffset.UTC), nanos::get, () -> 0));
  }

  private CameraStatus run(CameraSettings settings) {
    CameraRunner runner = runner(settings);
    runner.run();
    return runner.status();
  }

  private CameraRunner start(CameraSettings settings) {
    CameraRunner runner = runner(settings);
    Thread thread = new Thread(runner, "camera under test");
    thread.setDaemon(true);
    thread.start();
    return runner;
  }

  private void assertEverythingClosed() {
    assertEquals(0, script.openPictures.get());
    assertTrue(script.made.stream().allMatch(ScriptedSource::isClosed));
  }
}
