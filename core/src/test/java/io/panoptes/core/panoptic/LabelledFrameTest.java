package io.panoptes.core.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.wire.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelledFrameTest {

  private static final LabelledFrame LABELLED = Samples.labelled();

  @Test
  void shouldTakeIdAndTimeFromTheFrame() {
    assertEquals(LABELLED.frame().id(), LABELLED.id());
    assertEquals(LABELLED.frame().capturedAt(), LABELLED.capturedAt());
  }

  @Test
  void shouldRefuseLabelsOfAnotherFrame() {
    FrameId next = new FrameId(LABELLED.id().camera(), 3, 42);
    assertEquals(
        "frame gate-1/3/42 has labels of frame gate-1/3/41; both must be of one frame",
        refusal(frame(next, 12, 8)));
  }

  @Test
  void shouldRefuseLabelsOfAnotherSize() {
    assertEquals(
        "frame gate-1/3/41 has 12x9 pixels and its labels 12x8; both must have one size",
        refusal(frame(LABELLED.id(), 12, 9)));
    assertEquals(
        "frame gate-1/3/41 has 8x12 pixels and its labels 12x8; both must have one size",
        refusal(frame(LABELLED.id(), 8, 12)));
  }

  @Test
  void shouldRefuseWhatMovedInAnotherFrame() {
    PanopticFrame labels = LABELLED.labels();
    PanopticFrame next =
        new PanopticFrame(
            new FrameId(LABELLED.id().camera(), 3, 42),
            labels.capturedAt(),
            labels.ptsMicros(),
            labels.map(),
            labels.segments(),
            labels.model());
    assertEquals(
        "frame gate-1/3/41 has moving things of frame gate-1/3/42; both must be of one frame",
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabelledFrame(LABELLED.frame(), labels, Optional.of(next)))
            .getMessage());
  }

  private static String refusal(Frame frame) {
    return assertThrows(
            IllegalArgumentException.class, () -> new LabelledFrame(frame, LABELLED.labels()))
        .getMessage();
  }

  private static Frame frame(FrameId id, int width, int height) {
    Frame frame = LABELLED.frame();
    return new Frame(
        id, frame.capturedAt(), frame.ptsMicros(), width, height, frame.delivery(), frame.image());
  }
}
