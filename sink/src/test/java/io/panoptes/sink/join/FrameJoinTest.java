package io.panoptes.sink.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.sink.testing.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameJoinTest {

  private static final long PLENTY = 1 << 20;

  private final List<String> signed = new ArrayList<>();
  private FrameJoin join = new FrameJoin(PLENTY);

  private void frame(long epoch, long sequence) {
    join.addFrame(
        StreamMessage.of(
            new Frame(
                new FrameId(Scenes.GATE, epoch, sequence),
                Scenes.at(sequence),
                0,
                Scenes.SIZE,
                Scenes.SIZE,
                Delivery.LOSSLESS,
                EncodedImage.jpeg(new byte[1]))),
        10,
        () -> signed.add("f" + epoch + "/" + sequence));
  }

  private void tracked(long epoch, long sequence) {
    join.addTracked(
        StreamMessage.of(Scenes.frame(epoch, sequence)),
        10,
        () -> signed.add("t" + epoch + "/" + sequence));
  }

  private void frameEnd(long epoch) {
    join.addFrame(StreamMessage.end(Scenes.end(epoch, 9)), 0, () -> signed.add("fe" + epoch));
  }

  private void trackedEnd(long epoch) {
    join.addTracked(StreamMessage.end(Scenes.end(epoch, 9)), 0, () -> signed.add("te" + epoch));
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (Optional<JoinStep> step = join.poll(); step.isPresent(); step = join.poll()) {
      steps.add(step.get().toString().replace("gate/", ""));
      step.get().receipt().done();
    }
    return steps;
  }

  @Test
  void shouldJoinWhatBelongsTogether() {
    frame(1, 0);
    assertEquals(List.of(), steps());
    tracked(1, 0);
    frame(1, 1);
    assertEquals(List.of("1/0"), steps());
    assertEquals(List.of("f1/0", "t1/0"), signed);
    tracked(1, 1);
    assertEquals(List.of("1/1"), steps());
  }

  @Test
  void shouldHandOutFramesThatAStageSkipped() {
    frame(1, 0);
    frame(1, 1);
    frame(1, 2);
    frame(1, 3);
    frameEnd(1);
    tracked(1, 2);
    assertEquals(List.of("1/0 untracked", "1/1 untracked", "1/2"), steps());
    trackedEnd(1);
    assertEquals(List.of("1/3 untracked", "end of 1"), steps());
    assertEquals(List.of("f1/0", "f1/1", "f1/2", "t1/2", "f1/3", "fe1", "te1"), signed);
  }

  @Test
  void shouldHandOutTracksWhosePictureWasLost() {
    tracked(1, 0);
    tracked(1, 1);
    assertEquals(List.of(), steps());
    frame(1, 1);
    assertEquals(List.of("1/0 without picture", "1/1"), steps());
    trackedEnd(1);
    tracked(2, 0);
    frame(2, 0);
    assertEquals(List.of("end of 1", "2/0"), steps());
  }

  @Test
  void shouldEndAnEpochWhoseEndWasLostOnTheOtherSide() {
    frame(1, 0);
    frameEnd(1);
    tracked(1, 0);
    tracked(2, 0);
    frame(2, 0);
    assertEquals(List.of("1/0", "end of 1", "2/0"), steps());
  }

  @Test
  void shouldSignAndLeaveOutWhatComesTwice() {
    frame(1, 0);
    frame(1, 0);
    tracked(1, 0);
    assertEquals(List.of("1/0"), steps());
    tracked(1, 0);
    frame(1, 0);
    assertEquals(List.of(), steps());
    assertEquals(List.of("f1/0", "f1/0", "t1/0", "t1/0", "f1/0"), signed);
  }

  @Test
  void shouldTakeAgainWhatItWasToldToForget() {
    frame(1, 0);
    tracked(1, 0);
    frame(1, 1);
    assertEquals(List.of("1/0"), steps());
    join.forgetWaiting();
    frame(1, 0);
    frame(1, 1);
    tracked(1, 1);
    assertEquals(List.of("1/1"), steps());
  }

  @Test
  void shouldSayWhenASideRunsAhead() {
    join = new FrameJoin(60);
    for (int i = 0; i < 3; i++) {
      assertFalse(join.isFullOfFrames());
      frame(1, i);
    }
    assertFalse(join.isFullOfFrames(), "30 of 30 bytes");
    frame(1, 3);
    assertTrue(join.isFullOfFrames());
    assertFalse(join.isFullOfTracked());
    tracked(1, 0);
    steps();
    assertFalse(join.isFullOfFrames());
  }

  @Test
  void shouldAlwaysTakeTwoMessagesHoweverLarge() {
    join = new FrameJoin(2);
    frame(1, 0);
    assertFalse(join.isFullOfFrames());
    frame(1, 1);
    assertTrue(join.isFullOfFrames());
  }

  @Test
  void shouldKeepOrderAndLoseNothingWhateverIsMissing() {
    for (int round = 0; round < 200; round++) {
      Random random = new Random(round);
      join = new FrameJoin(PLENTY);
      signed.clear();
      List<String> steps = new ArrayList<>();
      int expected = 0;
      int f = 0;
      int t = 0;
      List<Integer> frames = new ArrayList<>();
      List<Integer> tracks = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        int kind = random.nextInt(4);
        if (kind != 0) {
          frames.add(i);
        }
        if (kind != 1) {
          tracks.add(i);
        }
        expected++;
      }
      while (f < frames.size() || t < tracks.size()) {
        boolean first = t == tracks.size() || (f < frames.size() && random.nextBoolean());
        if (first) {
          frame(1, frames.get(f++));
        } else {
          tracked(1, tracks.get(t++));
        }
        steps.addAll(steps());
      }
      frameEnd(1);
      trackedEnd(1);
      steps.addAll(steps());
      assertEquals(expected + 1, steps.size(), "round " + round);
      for (int i = 0; i < expected; i++) {
        assertTrue((steps.get(i) + " ").startsWith("1/" + i + " "), steps.toString());
      }
      assertEquals(frames.size() + tracks.size() + 2, signed.size());
    }
  }
}
