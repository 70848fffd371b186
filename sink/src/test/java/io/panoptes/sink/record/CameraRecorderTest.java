package io.panoptes.sink.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.Export;
import io.panoptes.sink.OverlaySegments;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.join.FrameJoin;
import io.panoptes.sink.join.JoinStep;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.testing.FakeMedia;
import io.panoptes.sink.testing.Scenes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CameraRecorderTest {

  private static final SinkSettings PLAIN = settings(true);

  @TempDir private Path folder;

  private final FakeMedia media = new FakeMedia();
  private final List<String> account = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger signed = new AtomicInteger();
  private final FrameJoin join = new FrameJoin(1 << 20);

  private final RecordListener listener =
      new RecordListener() {
        @Override
        public void in(CameraId camera) {
          account.add("in");
        }

        @Override
        public void processed(CameraId camera, Duration latency) {
          account.add("processed");
        }

        @Override
        public void failed(CameraId camera, String reason) {
          account.add(reason);
        }
      };

  /** Nothing is drawn, so that a picture's brightness tells which one it was. */
  private static SinkSettings settings(boolean overlay) {
    return new SinkSettings(
        overlay,
        SinkSettings.Codec.AUTO,
        0,
        true,
        Duration.ZERO,
        Duration.ZERO,
        0,
        0,
        false,
        false,
        1 << 20,
        Set.of(Export.MOT),
        new OverlaySegments(Duration.ofSeconds(1), Duration.ofSeconds(2), 0));
  }

  private CameraRecorder recorder(SinkSettings settings, CameraRules rules, Export... exports) {
    return new CameraRecorder(
        Scenes.GATE, rules, settings.withExports(Set.of(exports)), folder, media, listener);
  }

  private void live(long sequence) {
    join.addFrame(
        StreamMessage.of(
            new Frame(
                new FrameId(Scenes.GATE, 1, sequence),
                Scenes.at(sequence),
                100_000 * sequence,
                Scenes.SIZE,
                Scenes.SIZE,
                Delivery.LIVE,
                FakeMedia.grey(1))),
        1,
        signed::incrementAndGet);
    tracked(Scenes.frame(sequence));
  }

  private void frame(long epoch, long sequence, int size, EncodedImage image) {
    join.addFrame(
        StreamMessage.of(
            new Frame(
                new FrameId(Scenes.GATE, epoch, sequence),
                Scenes.at(sequence),
                100_000 * sequence,
                size,
                size,
                Delivery.LOSSLESS,
                image)),
        1,
        signed::incrementAndGet);
  }

  private void tracked(TrackedFrame frame) {
    join.addTracked(StreamMessage.of(frame), 1, signed::incrementAndGet);
  }

  private void both(long sequence, int grey) {
    frame(1, sequence, Scenes.SIZE, FakeMedia.grey(grey));
    tracked(Scenes.painted(sequence));
  }

  private void end(long epoch, long frames, EndOfEpoch.Reason reason) {
    EndOfEpoch end = new EndOfEpoch(Scenes.GATE, epoch, frames, Scenes.at(frames), reason);
    join.addFrame(StreamMessage.end(end), 0, signed::incrementAndGet);
    join.addTracked(StreamMessage.end(end), 0, signed::incrementAndGet);
  }

  private void record(CameraRecorder recorder) {
    for (Optional<JoinStep> step = join.poll(); step.isPresent(); step = join.poll()) {
      while (!recorder.offer(step.get())) {
        Thread.onSpinWait();
      }
    }
  }

  private long count(String entry) {
    return account.stream().filter(entry::equals).count();
  }

  @Test
  void shouldWriteVideoAndTracksAndAccountForEveryFrame() throws Exception {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    for (int i = 0; i < 30; i++) {
      both(i, 100 + i);
    }
    end(1, 30, EndOfEpoch.Reason.COMPLETED);
    record(recorder);
    recorder.close();
    assertTrue(recorder.isAtEnd());
    assertEquals(Optional.empty(), recorder.failure());
    assertEquals(30, recorder.written());
    assertEquals(62, signed.get());
    assertEquals(30, count("in"));
    assertEquals(30, count("processed"));
    assertEquals("open overlay.mp4 100x100", media.log.get(0));
    assertEquals("0 100", media.log.get(1));
    assertEquals("2900000 129", media.log.get(30));
    assertEquals("close overlay.mp4", media.log.get(31));
    List<String> lines = Files.readAllLines(folder.resolve("tracks.txt"));
    assertEquals(30, lines.size());
    assertEquals("30,7,40.00,30.00,20.00,50.00,0.7500,1,-1,-1", lines.get(29));
  }

  @Test
  void shouldFinishTheVideoAtTheEndBeforeItIsClosed() {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    both(0, 1);
    record(recorder);
    assertFalse(recorder.isAtEnd());
    end(1, 1, EndOfEpoch.Reason.COMPLETED);
    record(recorder);
    while (!recorder.isAtEnd()) {
      Thread.onSpinWait();
    }
    assertEquals("close overlay.mp4", media.log.get(media.log.size() - 1));
    recorder.close();
  }

  @Test
  void shouldShowFramesWithoutTracksAndRepeatThePictureBeforeABrokenOne() throws Exception {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    both(0, 10);
    frame(1, 1, Scenes.SIZE, FakeMedia.grey(20));
    frame(1, 2, Scenes.SIZE, FakeMedia.broken());
    tracked(Scenes.painted(2));
    both(3, 40);
    tracked(Scenes.painted(4));
    end(1, 5, EndOfEpoch.Reason.COMPLETED);
    record(recorder);
    recorder.close();
    assertEquals(List.of("0 10", "100000 20", "200000 20", "300000 40"), media.log.subList(1, 5));
    assertEquals(4, count("in"));
    assertEquals(3, count("processed"));
    assertEquals(1, count("undecodable"));
    assertEquals(
        List.of("1", "3", "4", "5"),
        Files.readAllLines(folder.resolve("tracks.txt")).stream()
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList());
  }

  @Test
  void shouldGoOnInTheSameVideoAfterAnInterruption() {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    both(0, 10);
    both(1, 11);
    end(1, 2, EndOfEpoch.Reason.INTERRUPTED);
    frame(2, 0, Scenes.SIZE, FakeMedia.grey(12));
    end(2, 1, EndOfEpoch.Reason.STOPPED);
    record(recorder);
    recorder.close();
    assertEquals(
        List.of("open overlay.mp4 100x100", "0 10", "100000 11", "200000 12", "close overlay.mp4"),
        media.log.subList(0, 5));
  }

  @Test
  void shouldBeginAnotherVideoWhenThePictureChangesItsSize() {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    both(0, 10);
    end(1, 1, EndOfEpoch.Reason.INTERRUPTED);
    frame(2, 0, 50, FakeMedia.grey(12));
    end(2, 1, EndOfEpoch.Reason.STOPPED);
    record(recorder);
    recorder.close();
    assertEquals(
        List.of(
            "open overlay.mp4 100x100",
            "0 10",
            "close overlay.mp4",
            "open overlay-2.mp4 50x50",
            "0 12",
            "close overlay-2.mp4"),
        media.log.subList(0, 6));
  }

  @Test
  void shouldCutALiveCamerasVideoAndDeleteWhatIsOld() throws Exception {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    // Files are made here, because the fake makes none.
    for (String name : List.of("overlay.mp4", "overlay-2.mp4", "overlay-5.mp4")) {
      Files.writeString(folder.resolve(name), name);
    }
    // Ten frames a second for 4.5 s: five files; the first ended 3.5 s before the fifth does.
    for (int i = 0; i < 45; i++) {
      live(i);
    }
    end(1, 45, EndOfEpoch.Reason.STOPPED);
    record(recorder);
    recorder.close();
    assertEquals(
        List.of(
            "open overlay.mp4 100x100",
            "close overlay.mp4",
            "open overlay-2.mp4 100x100",
            "close overlay-2.mp4",
            "open overlay-3.mp4 100x100",
            "close overlay-3.mp4",
            "open overlay-4.mp4 100x100",
            "close overlay-4.mp4",
            "open overlay-5.mp4 100x100",
            "close overlay-5.mp4"),
        media.log.stream().filter(entry -> entry.contains("overlay")).toList());
    assertEquals(5, media.log.stream().filter(entry -> entry.startsWith("0 ")).count());
    assertFalse(Files.exists(folder.resolve("overlay.mp4")));
    assertFalse(Files.exists(folder.resolve("overlay-2.mp4")));
    assertTrue(Files.exists(folder.resolve("overlay-5.mp4")));
  }

  @Test
  void shouldDeleteTheOldestWhenTheVideosAreTooLarge() throws Exception {
    VideoParts parts =
        new VideoParts(folder, new OverlaySegments(Duration.ofSeconds(1), Duration.ZERO, 25));
    for (int i = 0; i < 4; i++) {
      Files.write(parts.next(), new byte[10]);
      parts.shown(1_000_000);
      parts.finish();
    }
    assertFalse(Files.exists(folder.resolve("overlay.mp4")));
    assertFalse(Files.exists(folder.resolve("overlay-2.mp4")));
    assertTrue(Files.exists(folder.resolve("overlay-3.mp4")));
    assertTrue(Files.exists(folder.resolve("overlay-4.mp4")));
  }

  @Test
  void shouldSayWhenTheDiskIsFullAndSignForTheRest() {
    media.failAt = 2;
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE);
    for (int i = 0; i < 20; i++) {
      both(i, 1);
    }
    end(1, 20, EndOfEpoch.Reason.COMPLETED);
    record(recorder);
    recorder.close();
    assertEquals(
        "cannot write overlay.mp4: No space left on device",
        recorder.failure().orElseThrow().getMessage());
    assertFalse(recorder.isAtEnd());
    assertEquals(42, signed.get());
    assertEquals(2, count("processed"));
    assertEquals(18, count("write"));
  }

  @Test
  void shouldSayWhenTheFolderCannotBeMade() throws Exception {
    Files.writeString(folder.resolve("gate"), "a file is in the way");
    CameraRecorder recorder =
        new CameraRecorder(
            Scenes.GATE, CameraRules.NONE, PLAIN, folder.resolve("gate"), media, listener);
    both(0, 1);
    both(1, 1);
    record(recorder);
    recorder.close();
    String failure = recorder.failure().orElseThrow().getMessage();
    assertTrue(failure.startsWith("cannot write into " + folder.resolve("gate")), failure);
    assertEquals(2, count("write"));
    assertEquals(4, signed.get());
  }

  @Test
  void shouldTakeASnapshotOfEachNewAlert() throws Exception {
    CameraRules rules =
        Scenes.rules(
            """
            zones:
              all: {polygon: [[0, 0], [1, 0], [1, 1], [0, 1]]}
            rules:
              - {kind: zone-entered, zone: all, inertia: 0s}
            """);
    CameraRecorder recorder = recorder(settings(false), rules);
    for (int i = 0; i < 5; i++) {
      both(i, 1);
    }
    end(1, 5, EndOfEpoch.Reason.COMPLETED);
    record(recorder);
    recorder.close();
    assertTrue(recorder.isAtEnd());
    try (Stream<Path> snapshots = Files.list(folder.resolve("snapshots"))) {
      List<Path> files = snapshots.toList();
      assertEquals(1, files.size());
      assertTrue(files.get(0).getFileName().toString().matches("[0-9a-f]{20}\\.jpg"));
    }
    assertEquals(List.of("codec closed"), media.log);
    assertEquals(5, count("processed"));
  }

  @Test
  void shouldExportPanopticPngs() throws Exception {
    CameraRecorder recorder = recorder(PLAIN, CameraRules.NONE, Export.COCO_PANOPTIC);
    for (int i = 0; i < 3; i++) {
      both(i, 1);
    }
    end(1, 3, EndOfEpoch.Reason.COMPLETED);
    record(recorder);
    recorder.close();
    assertTrue(Files.exists(folder.resolve("panoptic/000003.png")));
    assertTrue(Files.readString(folder.resolve("panoptic.json")).contains("\"id\":65543"));
  }
}
