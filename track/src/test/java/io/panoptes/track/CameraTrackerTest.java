package io.panoptes.track;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.track.state.StateException;
import io.panoptes.track.testing.RandomTraffic;
import io.panoptes.track.testing.Scenery;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CameraTrackerTest {

  private final CameraTracker tracker = tracker(TrackerKind.PANOPTIC);

  @ParameterizedTest
  @EnumSource
  void shouldGoOnExactlyWhenRestartedAfterEveryFrame(TrackerKind kind) {
    for (long seed = 1; seed <= 3; seed++) {
      CameraTracker undisturbed = tracker(kind);
      CameraTracker restarted = tracker(kind);
      for (PanopticFrame frame : RandomTraffic.frames(seed, 8, 80)) {
        byte[] expected = bytes(undisturbed.update(frame).orElseThrow());
        byte[] actual = bytes(restarted.update(frame).orElseThrow());
        assertArrayEquals(expected, actual, () -> kind + " at " + frame.id());
        byte[] state = restarted.state();
        restarted = tracker(kind);
        restarted.restore(state);
        assertArrayEquals(state, restarted.state(), "state that is read is written the same");
        assertArrayEquals(undisturbed.state(), state);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepNumbersUniqueAndAscending(TrackerKind kind) {
    CameraTracker camera = tracker(kind);
    long largest = 0;
    for (PanopticFrame frame : RandomTraffic.frames(11, 10, 150)) {
      TrackedFrame tracked = camera.update(frame).orElseThrow();
      long previous = 0;
      long largestBefore = largest;
      for (int i = 0; i < tracked.tracks().size(); i++) {
        long number = tracked.tracks().get(i).track().number();
        assertTrue(number > previous, () -> kind + ": " + tracked.tracks());
        previous = number;
        largest = Math.max(largest, number);
      }
      assertEquals(
          tracked.tracks().stream().filter(t -> t.isVisible()).count(),
          tracked.tracks().stream()
              .filter(t -> t.isVisible())
              .map(t -> t.segmentId())
              .distinct()
              .count(),
          "no segment has two tracks");
      assertTrue(largest >= largestBefore);
    }
    assertTrue(largest >= 10);
  }

  @Test
  void shouldReadStateOfTheVersionBeforeZones() throws IOException {
    List<PanopticFrame> frames = RandomTraffic.frames(4, 3, 40);
    CameraTracker undisturbed = tracker(TrackerKind.PANOPTIC);
    for (PanopticFrame frame : frames.subList(0, 18)) {
      undisturbed.update(frame);
    }
    try (InputStream old = CameraTrackerTest.class.getResourceAsStream("state-version-2.bin")) {
      tracker.restore(old.readAllBytes());
    }
    for (PanopticFrame frame : frames.subList(18, 25)) {
      assertArrayEquals(
          bytes(undisturbed.update(frame).orElseThrow()),
          bytes(tracker.update(frame).orElseThrow()));
    }
  }

  @Test
  void shouldKeepTheStateOfTwentyTracksBelowTwelveKilobytes() {
    for (int i = 0; i < 50; i++) {
      Scenery scenery = new Scenery(768, 576);
      for (int person = 0; person < 20; person++) {
        double x = 70 * (person % 10) + 10 + i;
        scenery.ellipse(2 + person, Scenery.PERSON, x, person < 10 ? 60 : 300, 40, 100);
      }
      TrackedFrame tracked = tracker.update(scenery.frame(i, i / 12.5)).orElseThrow();
      assertEquals(20, tracked.tracks().size());
    }
    int seen = tracker.state().length;
    assertTrue(seen < 12_000, () -> seen + " bytes");
    tracker.update(new Scenery(768, 576).frame(50, 4.0));
    tracker.update(new Scenery(768, 576).frame(51, 4.1));
    int lost = tracker.state().length;
    assertTrue(lost > seen && lost < 16_000, () -> lost + " bytes");
  }

  @Test
  void shouldContinueTracksIntoANewEpochWhenTheGapIsShort() {
    confirm();
    assertEquals(1, number(frame(2, 0, 4.0)));
  }

  @Test
  void shouldEndTracksAndGoOnCountingWhenTheGapBetweenEpochsIsLong() {
    confirm();
    assertEquals(2, number(frame(2, 0, 6.0)));
  }

  @Test
  void shouldEndTracksWhenTheClockOfANewEpochIsFarBack() {
    confirm();
    assertEquals(2, number(frame(2, 0, -60)));
  }

  @Test
  void shouldEndTracksOfACompletedRecording() {
    confirm();
    tracker.end(new EndOfEpoch(Scenery.GATE, 1, 5, Scenery.NOON, EndOfEpoch.Reason.COMPLETED));
    assertTrue(tracker.isDuplicate(new FrameId(Scenery.GATE, 1, 99)));
    assertEquals(2, number(frame(2, 0, 0.5)));
  }

  @Test
  void shouldKeepTracksOfAnInterruptedConnection() {
    confirm();
    tracker.end(new EndOfEpoch(Scenery.GATE, 1, 5, Scenery.NOON, EndOfEpoch.Reason.INTERRUPTED));
    assertEquals(1, number(frame(2, 0, 0.5)));
  }

  @Test
  void shouldKnowFramesThatItHasTracked() {
    confirm();
    assertTrue(tracker.update(frame(1, 4, 0.4)).isEmpty());
    assertTrue(tracker.update(frame(1, 0, 0)).isEmpty());
    assertTrue(tracker.update(frame(0, 99, 0)).isEmpty());
    assertTrue(tracker.update(frame(1, 5, 0.5)).isPresent());
  }

  @Test
  void shouldLiveWithAClockThatStepsBack() {
    confirm();
    assertEquals(1, number(frame(1, 5, 0.1)));
    assertEquals(1, number(frame(1, 6, 0.2)));
  }

  @Test
  void shouldEndTracksWhenTheClockStepsFarBack() {
    confirm();
    assertEquals(2, number(frame(1, 5, -3600)));
  }

  @Test
  void shouldGoOnCountingWhenTheTrackerIsChanged() {
    confirm();
    CameraTracker other = tracker(TrackerKind.OCSORT);
    other.restore(tracker.state());
    assertTrue(other.update(frame(1, 4, 0.4)).isEmpty(), "duplicates are still known");
    assertEquals(2, other.update(frame(1, 5, 0.5)).orElseThrow().tracks().get(0).track().number());
  }

  @Test
  void shouldRefuseStateThatItCannotRead() {
    confirm();
    byte[] state = tracker.state();
    CameraTracker fresh = tracker(TrackerKind.PANOPTIC);
    assertThrows(StateException.class, () -> fresh.restore(Arrays.copyOf(state, state.length - 1)));
    byte[] longer = Arrays.copyOf(state, state.length + 1);
    assertThrows(StateException.class, () -> fresh.restore(longer));
    byte[] newer = state.clone();
    newer[0] = 8;
    StateException e = assertThrows(StateException.class, () -> fresh.restore(newer));
    assertTrue(
        e.getMessage().contains("has version 4; this program reads versions 2 to 3;"),
        e::getMessage);
    assertThrows(StateException.class, () -> fresh.restore(new byte[0]));
  }

  private void confirm() {
    for (int i = 0; i < 5; i++) {
      assertEquals(1, number(frame(1, i, i / 10.0)));
    }
  }

  private long number(PanopticFrame frame) {
    List<TrackedSegment> tracks = tracker.update(frame).orElseThrow().tracks();
    assertEquals(1, tracks.size(), tracks::toString);
    return tracks.get(0).track().number();
  }

  private static PanopticFrame frame(long epoch, long sequence, double seconds) {
    return new Scenery(160, 120)
        .ellipse(2, Scenery.PERSON, 60, 30, 24, 60)
        .frame(new FrameId(Scenery.GATE, epoch, sequence), seconds);
  }

  private static CameraTracker tracker(TrackerKind kind) {
    return CameraTracker.create(Scenery.GATE, new CameraTracking(kind, TrackSettings.DEFAULTS));
  }

  private static byte[] bytes(TrackedFrame frame) {
    return WireFormat.TRACKED_FRAMES.encode(StreamMessage.of(frame));
  }
}
