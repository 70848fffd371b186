package io.panoptes.sink.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.frame.FrameId;
import io.panoptes.core.track.TrackState;
import io.panoptes.sink.testing.Scenes;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MotLinesTest {

  @Test
  void shouldWriteVisibleConfirmedTracksOnly() {
    assertEquals(
        """
        12,1,45.00,30.00,10.00,20.00,0.7500,1,-1,-1
        12,5,5.25,-10.13,10.00,20.00,0.7500,4,-1,-1
        """,
        MotLines.of(
            Scenes.frame(
                11,
                Scenes.person(1, 50, 50),
                Scenes.hidden(2, 50, 50, TrackState.OCCLUDED),
                Scenes.hidden(3, 50, 50, TrackState.LOST),
                Scenes.track(4, 50, 50, TrackState.TENTATIVE, Scenes.PERSON, 1),
                Scenes.track(5, 10.25, 9.875 - 0.0001, TrackState.CONFIRMED, Scenes.CAR, 2)),
            12));
    assertEquals("", MotLines.of(Scenes.frame(0), 1));
  }

  @Test
  void shouldNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertEquals(
          "1,1,45.00,30.00,10.00,20.00,0.7500,1,-1,-1\n",
          MotLines.of(Scenes.frame(0, Scenes.person(1, 50, 50)), 1));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldRoundToTheNearest() {
    assertEquals("0.01", fixed(0.006, 2));
    assertEquals("0.00", fixed(-0.001, 2));
    assertEquals("-0.01", fixed(-0.006, 2));
    assertEquals("1.0000", fixed(0.99999, 4));
    assertEquals("1919.99", fixed(1919.99, 2));
  }

  private static String fixed(double value, int decimals) {
    StringBuilder out = new StringBuilder();
    FixedDecimals.append(out, value, decimals);
    return out.toString();
  }

  @Test
  void shouldNumberFramesThroughAllEpochs() {
    FrameNumbers numbers = new FrameNumbers();
    assertEquals(1, numbers.of(new FrameId(Scenes.GATE, 1, 0)));
    assertEquals(4, numbers.of(new FrameId(Scenes.GATE, 1, 3)));
    numbers.end(Scenes.end(1, 10));
    assertEquals(11, numbers.of(new FrameId(Scenes.GATE, 2, 0)), "ten were published");
    assertEquals(12, numbers.of(new FrameId(Scenes.GATE, 2, 1)));
    assertEquals(13, numbers.of(new FrameId(Scenes.GATE, 4, 0)), "an end was lost");
    numbers.end(Scenes.end(5, 3));
    assertEquals(17, numbers.of(new FrameId(Scenes.GATE, 6, 0)), "an epoch nobody saw");
  }
}
