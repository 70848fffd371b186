package io.panoptes.train.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.javacv.OpenCvImageDecoder;
import io.panoptes.train.distil.TaughtFrame;
import org.junit.jupiter.api.Test;

final class FrameShrinkerTest {

  private final FrameShrinker shrinker = new FrameShrinker(new OpenCvImageDecoder());

  @Test
  void shouldLeaveSmallFramesAsTheyAre() {
    TaughtFrame frame = shrinker.unpack(LabelledFrames.frame(3, 96, 64), true);

    assertEquals(96, frame.pixels().width());
    assertEquals(64, frame.pixels().height());
    assertTrue(frame.heldOut());
    assertEquals(0x40, frame.pixels().rgb()[0] & 0xFF);
    assertEquals(0xFF, frame.pixels().rgb()[2] & 0xFF);
    assertEquals("sky", frame.taught().segments().get(0).category().name());
  }

  @Test
  void shouldShrinkLargeFramesAndTheirLabels() {
    TaughtFrame frame = shrinker.unpack(LabelledFrames.frame(0, 1922, 130), false);

    assertEquals(1922 / 3, frame.pixels().width());
    assertEquals(130 / 3, frame.pixels().height());
    assertEquals(2, frame.taught().segments().size());
    assertEquals(1, frame.taught().map().at(0, 0));
    assertEquals(2, frame.taught().map().at(0, 42));
    // Blues of the bottom rows are 0x70 to 0x77 in turn; the first three of them are 0x70 to 0x72.
    int below = 3 * (42 * 640);
    assertEquals(0x70, frame.pixels().rgb()[below] & 0xFF);
    assertEquals(0x71, frame.pixels().rgb()[below + 2] & 0xFF);
  }
}
