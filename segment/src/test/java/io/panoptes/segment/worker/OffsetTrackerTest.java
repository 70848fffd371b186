package io.panoptes.segment.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {

  private final OffsetTracker tracker = new OffsetTracker();

  @Test
  void shouldCommitNothingBeforeTheFirstIsFinished() {
    tracker.start(5);
    tracker.start(6);
    tracker.finish(6);
    assertEquals(OptionalLong.empty(), tracker.committable());
    assertEquals(1, tracker.open());
  }

  @Test
  void shouldCommitBehindTheLastOfAContiguousRun() {
    for (long offset = 5; offset < 9; offset++) {
      tracker.start(offset);
    }
    tracker.finish(6);
    tracker.finish(5);
    tracker.finish(8);
    assertEquals(OptionalLong.of(7), tracker.committable());
    tracker.finish(7);
    assertEquals(OptionalLong.of(9), tracker.committable());
  }

  @Test
  void shouldStepOverGapsInTheOffsets() {
    tracker.start(10);
    tracker.start(15);
    tracker.finish(10);
    tracker.finish(15);
    assertEquals(OptionalLong.of(16), tracker.committable());
  }

  @Test
  void shouldGiveEachCommittableOffsetOnce() {
    tracker.start(0);
    assertEquals(OptionalLong.empty(), tracker.takeCommittable());
    tracker.finish(0);
    assertEquals(OptionalLong.of(1), tracker.takeCommittable());
    assertEquals(OptionalLong.empty(), tracker.takeCommittable());
  }

  @Test
  void shouldRefuseOffsetsThatDoNotAscend() {
    tracker.start(4);
    assertThrows(IllegalArgumentException.class, () -> tracker.start(4));
  }

  @Test
  void shouldRefuseToFinishWhatIsNotUnderWay() {
    tracker.start(4);
    tracker.finish(4);
    assertThrows(IllegalArgumentException.class, () -> tracker.finish(4));
    assertThrows(IllegalArgumentException.class, () -> tracker.finish(3));
  }

  @RepeatedTest(50)
  void shouldNeverCommitPastAnUnfinishedMessage(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Long> offsets = new ArrayList<>();
    long next = random.nextInt(100);
    for (int i = 0; i < 200; i++) {
      offsets.add(next);
      next += 1 + (random.nextInt(5) == 0 ? random.nextInt(4) : 0);
    }
    Set<Long> open = new TreeSet<>();
    List<Long> waiting = new ArrayList<>(offsets);
    long lastStarted = -1;
    while (!waiting.isEmpty() || !open.isEmpty()) {
      if (!waiting.isEmpty() && (open.isEmpty() || random.nextBoolean())) {
        lastStarted = waiting.remove(0);
        tracker.start(lastStarted);
        open.add(lastStarted);
      } else {
        List<Long> shuffled = new ArrayList<>(open);
        Collections.shuffle(shuffled, random);
        tracker.finish(shuffled.get(0));
        open.remove(shuffled.get(0));
      }
      long firstOpen = open.isEmpty() ? lastStarted + 1 : Collections.min(open);
      long lastFinishedBefore = -1;
      for (long offset : offsets) {
        if (offset < firstOpen && offset <= lastStarted) {
          lastFinishedBefore = offset;
        }
      }
      assertEquals(
          lastFinishedBefore < 0 ? OptionalLong.empty() : OptionalLong.of(lastFinishedBefore + 1),
          tracker.committable());
      assertEquals(open.size(), tracker.open());
    }
  }
}
