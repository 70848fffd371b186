package io.panoptes.track.panoptic;

import static io.panoptes.track.testing.Scenery.CAR;
import static io.panoptes.track.testing.Scenery.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.track.testing.Scenery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody of 20 by 60 pixels of whom half is behind a car, on the one side or the other. */
final class HiddenPartsTest {

  private static final int PERSON_ID = 2;
  private static final int CAR_ID = 3;
  private static final long SECOND = 1_000_000;

  private static final Box VISIBLE = new Box(100, 40, 110, 100);
  private static final Box USUAL = new Box(0, 40, 20, 100);

  @Test
  void shouldPutTheHiddenHalfBehindTheCar() {
    assertEquals(new Box(90, 40, 110, 100), whole(carAtTheLeft(), SECOND / 2));
    assertEquals(new Box(100, 40, 120, 100), whole(carAtTheRight(), SECOND / 2));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTakeSomebodyForThinWhoIsBesideACarForLong(boolean left) {
    PanopticFrame frame = left ? carAtTheLeft() : carAtTheRight();

    assertEquals(VISIBLE, whole(frame, 2 * SECOND));
  }

  @Test
  void shouldLeaveWhatStandsFree() {
    PanopticFrame frame = scenery().frame(0, 0);

    assertEquals(VISIBLE, whole(frame, 0));
  }

  private static Scenery scenery() {
    return new Scenery(240, 160).rectangle(PERSON_ID, PERSON, 100, 40, 10, 60);
  }

  private static PanopticFrame carAtTheLeft() {
    return scenery().rectangle(CAR_ID, CAR, 30, 40, 70, 60).frame(0, 0);
  }

  private static PanopticFrame carAtTheRight() {
    return scenery().rectangle(CAR_ID, CAR, 110, 40, 70, 60).frame(0, 0);
  }

  private static Box whole(PanopticFrame frame, long hiddenMicros) {
    Segment person = frame.segment(PERSON_ID).orElseThrow();
    return HiddenParts.whole(new Scene(frame), person, VISIBLE, USUAL, hiddenMicros);
  }
}
