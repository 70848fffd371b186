package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.ingest.SourceException;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.distil.TaughtFrame;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FootageTest {

  private static final String PEOPLE = "synthetic:people?frames=60&width=160&height=96";

  @Test
  void shouldSpreadFramesAndKeepTheLastFifthApart() throws IOException, SourceException {
    List<TaughtFrame> frames = label(PEOPLE, Optional.empty());

    assertEquals(12, frames.size());
    assertEquals(3, frames.stream().filter(TaughtFrame::heldOut).count());
    assertEquals(PEOPLE + " frame 5", frames.get(0).name());
    assertTrue(frames.stream().allMatch(frame -> frame.seen().isEmpty()));
  }

  @Test
  void shouldLetMotionSeeEveryFrame() throws IOException, SourceException {
    try (Segmenter motion = OtherModels.open("motion")) {
      List<TaughtFrame> frames = label(PEOPLE, Optional.of(motion));

      assertEquals(12, frames.size());
      assertTrue(frames.stream().anyMatch(frame -> !frame.seen().isEmpty()));
    }
  }

  @Test
  void shouldSayWhenARecordingIsTooShort() {
    String few = "synthetic:people?frames=9&width=160&height=96";

    SourceException failure =
        assertThrows(SourceException.class, () -> label(few, Optional.empty()));

    assertTrue(failure.getMessage().contains("has 9 frames; at least 10"), failure.getMessage());
  }

  private static List<TaughtFrame> label(String file, Optional<Segmenter> motion)
      throws IOException, SourceException {
    try (Segmenter teacher = OtherModels.open("none")) {
      return new Footage(teacher, false, motion, 12).label(file, () -> false);
    }
  }
}
