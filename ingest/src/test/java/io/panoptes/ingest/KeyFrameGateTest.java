package io.panoptes.ingest;

import static io.panoptes.ingest.Picture.Condition.DAMAGED;
import static io.panoptes.ingest.Picture.Condition.INTACT;
import static io.panoptes.ingest.Picture.Condition.KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class KeyFrameGateTest {

  @Test
  void shouldKeepEverythingOutBetweenDamageAndTheNextKeyFrame() {
    assertEquals(
        "KI_____KI",
        passed(
            new KeyFrameGate(true),
            KEY,
            INTACT,
            DAMAGED,
            INTACT,
            INTACT,
            DAMAGED,
            INTACT,
            KEY,
            INTACT));
  }

  @Test
  void shouldWaitForAKeyFrameWhenJoiningInTheMiddle() {
    assertEquals("__KI", passed(new KeyFrameGate(false), INTACT, INTACT, KEY, INTACT));
    assertEquals("II", passed(new KeyFrameGate(true), INTACT, INTACT));
  }

  @Test
  void shouldOpenForAStreamThatNeverSendsAKeyFrame() {
    KeyFrameGate gate = new KeyFrameGate(false);
    Picture.Condition[] rolling =
        Collections.nCopies(KeyFrameGate.PATIENCE, INTACT).toArray(Picture.Condition[]::new);

    assertEquals("_".repeat(KeyFrameGate.PATIENCE), passed(gate, rolling));
    assertEquals("II", passed(gate, INTACT, INTACT));
    assertEquals("__", passed(gate, DAMAGED, INTACT));
  }

  private static String passed(KeyFrameGate gate, Picture.Condition... conditions) {
    StringBuilder passed = new StringBuilder();
    for (Picture.Condition condition : conditions) {
      passed.append(gate.passes(condition) ? condition.name().charAt(0) : '_');
    }
    return passed.toString();
  }
}
