package io.panoptes.segment.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PersonHeightsTest {

  private final PersonHeights heights = new PersonHeights();

  @Test
  void shouldNotGuessFromAFew() {
    for (int i = 0; i < 10; i++) {
      heights.see(200, 50);
    }
    assertEquals(0, heights.expected(200));
  }

  @Test
  void shouldFindTheLineOfALevelGround() {
    for (int y = 100; y < 200; y++) {
      heights.see(y, 10 + 0.3 * y);
    }
    assertEquals(25, heights.expected(50), 0.5);
    assertEquals(85, heights.expected(250), 0.5);
  }

  @Test
  void shouldUseTheMeanWhileAllStandInOneRow() {
    for (int i = 0; i < 40; i++) {
      heights.see(150, i % 2 == 0 ? 40 : 60);
    }
    assertEquals(50, heights.expected(20), 0.5);
  }
}
