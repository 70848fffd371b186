package io.panoptes.segment.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.segment.Frames;
import io.panoptes.segment.propagation.Plan;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatcherTest {

  private static final Receipt NOWHERE =
      new Receipt() {
        @Override
        public void segmented(PanopticFrame frame) {}

        @Override
        public void ended(EndOfEpoch end) {}

        @Override
        public void dropped(String reason) {}

        @Override
        public void failed(String reason, String cause) {}
      };

  private final Batcher batcher = new Batcher(3, 100, 4);

  private Task add(String camera, long sequence, long acceptedNanos) {
    Task task =
        new Task(
            StreamMessage.of(Frames.frame(camera, sequence, Delivery.LOSSLESS)),
            NOWHERE,
            acceptedNanos);
    batcher.add(task);
    return task;
  }

  private Task addReady(String camera, long sequence, long acceptedNanos) {
    Task task = add(camera, sequence, acceptedNanos);
    task.state = Task.State.READY;
    return task;
  }

  private Task addEnd(String camera, long acceptedNanos) {
    Task task = new Task(Frames.end(camera, 1), NOWHERE, acceptedNanos);
    batcher.add(task);
    return task;
  }

  @Test
  void shouldWaitForMoreUntilTheDelayIsOver() {
    Task first = addReady("a", 0, 1000);
    assertEquals(List.of(), batcher.take(1099));
    assertEquals(OptionalLong.of(1100), batcher.deadline());
    assertEquals(List.of(first), batcher.take(1100));
  }

  @Test
  void shouldGoAtOnceWhenFull() {
    Task first = addReady("a", 0, 1000);
    Task second = addReady("a", 1, 1000);
    Task third = addReady("a", 2, 1000);
    Task fourth = addReady("a", 3, 1000);
    assertEquals(List.of(first, second, third), batcher.take(1000));
    assertEquals(1, batcher.size());
    assertEquals(List.of(fourth), batcher.take(1100));
  }

  @Test
  void shouldLetCamerasTakeTurns() {
    Task a0 = addReady("a", 0, 1000);
    Task a1 = addReady("a", 1, 1000);
    addReady("a", 2, 1000);
    Task b0 = addReady("b", 0, 1001);
    assertEquals(List.of(a0, b0, a1), batcher.take(1001));
  }

  @Test
  void shouldNotOvertakeAFrameThatIsNotDecoded() {
    add("a", 0, 1000);
    addReady("a", 1, 1000);
    assertEquals(OptionalLong.empty(), batcher.deadline());
    assertEquals(List.of(), batcher.take(5000));
  }

  @Test
  void shouldCloseACamerasShareOfABatchWithItsEnd() {
    Task a0 = addReady("a", 0, 1000);
    Task end = addEnd("a", 1000);
    Task next = addReady("a", 1, 1000);
    assertEquals(List.of(a0, end), batcher.take(1100));
    assertEquals(List.of(next), batcher.take(1100));
  }

  @Test
  void shouldDecodeTheOldestFirstAndOnlySoFarAhead() {
    Task b0 = add("b", 0, 2000);
    Task a0 = add("a", 0, 1000);
    add("a", 1, 3000);
    add("a", 2, 4000);
    add("a", 3, 5000);
    assertEquals(a0, batcher.nextToDecode());
    assertEquals(b0, batcher.nextToDecode());
    assertNotNull(batcher.nextToDecode());
    assertNotNull(batcher.nextToDecode());
    assertNull(batcher.nextToDecode());
    a0.state = Task.State.READY;
    assertEquals(List.of(a0), batcher.take(9000));
    assertNotNull(batcher.nextToDecode());
  }

  @Test
  void shouldDecodeForTheCamerasInTurn() {
    Task a0 = add("a", 0, 1000);
    Task a1 = add("a", 1, 1001);
    add("a", 2, 1002);
    Task b0 = add("b", 0, 5000);
    assertEquals(a0, batcher.nextToDecode());
    assertEquals(b0, batcher.nextToDecode());
    assertEquals(a1, batcher.nextToDecode());
  }

  @Test
  void shouldGiveNoPlaceToWhatNeedsNoSegmenter() {
    Task a0 = addReady("a", 0, 1000);
    Task a1 = addReady("a", 1, 1000);
    Task a2 = addReady("a", 2, 1000);
    Task a3 = addReady("a", 3, 1000);
    Task b0 = addReady("b", 0, 1000);
    a1.plan = new Plan.Reuse();
    b0.plan = new Plan.Reuse();
    assertEquals(OptionalLong.of(1100), batcher.deadline());
    a3.state = Task.State.DECODING;
    assertEquals(List.of(b0), batcher.take(1000));
    a3.state = Task.State.READY;
    assertEquals(List.of(a0, a1, a2, a3), batcher.take(1000));
    assertEquals(0, batcher.size());
  }

  @Test
  void shouldDrainOnlyTheNamedCameras() {
    Task a0 = addReady("a", 0, 1000);
    Task b0 = addReady("b", 0, 1000);
    assertEquals(List.of(a0), batcher.drain(java.util.Set.of(a0.camera())));
    assertEquals(List.of(b0), batcher.take(1100));
    assertTrue(batcher.take(9999).isEmpty());
  }
}
