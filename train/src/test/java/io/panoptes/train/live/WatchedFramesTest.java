package io.panoptes.train.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.Pixels;
import io.panoptes.train.distil.TaughtFrame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WatchedFramesTest {

  private final WatchedFrames watched = new WatchedFrames();

  @Test
  void shouldHoldWhatMovedAgainstTheTeacher() {
    watched.add(frame("a", 60, 20, 40), Optional.of(people(60, 20, 30)), Instant.EPOCH);

    TaughtFrame frame = watched.corrected().get(0);

    assertEquals(
        List.of(new Box(20, 8, 30, 32), new Box(30, 8, 40, 32)),
        frame.seen().stream().map(seen -> seen.box()).toList());
  }

  @Test
  void shouldLeaveFramesThatNobodyWatchedAndTakeAnotherSizeForAnotherRecording() {
    watched.add(frame("a", 60, 20, 40), Optional.of(people(60, 20, 30)), Instant.EPOCH);
    watched.add(frame("b", 60, 20, 40), Optional.empty(), Instant.EPOCH.plusSeconds(10));
    watched.add(
        frame("c", 80, 20, 40), Optional.of(people(80, 0, 0)), Instant.EPOCH.plusSeconds(20));

    List<TaughtFrame> frames = watched.corrected();

    assertEquals(List.of("b", "a", "c"), frames.stream().map(TaughtFrame::name).toList());
    assertTrue(frames.get(0).seen().isEmpty());
    assertTrue(frames.get(2).seen().isEmpty());
  }

  private static TaughtFrame frame(String name, int width, int left, int right) {
    return new TaughtFrame(
        name, new Pixels(width, 40, new byte[3 * width * 40]), people(width, left, right), false);
  }

  /** Somebody from row 8 to 32, none when the columns are equal. */
  private static Segmentation people(int width, int left, int right) {
    char[] ids = new char[width * 40];
    for (int y = 8; y < 32; y++) {
      for (int x = left; x < right; x++) {
        ids[y * width + x] = 1;
      }
    }
    return Segmentation.of(
        new SegmentMap(width, 40, ids), id -> CategoryCatalog.STREET.get("person"), id -> 1);
  }
}
