package io.panoptes.core.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import org.junit.jupiter.api.Test;

class AppearanceTest {

  @Test
  void shouldCompareByAngle() {
    Appearance red = Appearance.of(new float[] {2, 0});
    assertEquals(new Appearance(new byte[] {127, 0}), red);
    assertEquals(1, red.likeness(Appearance.of(new float[] {0.1f, 0})), 1e-9);
    assertEquals(0, red.likeness(Appearance.of(new float[] {0, 5})), 1e-9);
    assertEquals(-1, red.likeness(Appearance.of(new float[] {-3, 0})), 1e-9);
    assertEquals(Math.sqrt(0.5), red.likeness(Appearance.of(new float[] {4, 4})), 1e-9);
  }

  @Test
  void shouldNotCompareWhatHasNothingInCommon() {
    Appearance red = Appearance.of(new float[] {1, 0});
    assertTrue(Double.isNaN(red.likeness(Appearance.of(new float[] {1, 0, 0}))));
    assertTrue(Double.isNaN(red.likeness(Appearance.of(new float[] {0, 0}))));
  }

  @Test
  void shouldNotCompareLooksOfTwoSpaces() {
    float[] vector = {1, 2};
    AppearanceSpace one = new AppearanceSpace("embedding:one", 0.5);
    AppearanceSpace other = new AppearanceSpace("embedding:other", 0.5);
    Appearance look = Appearance.of(one, vector);
    assertEquals(1, look.likeness(Appearance.of(one, vector)), 1e-9);
    assertTrue(Double.isNaN(look.likeness(Appearance.of(other, vector))));
    assertTrue(Double.isNaN(look.likeness(Appearance.of(vector))));
    assertNotEquals(look, Appearance.of(other, vector));
  }

  @Test
  void shouldWeighALikenessByItsSpace() {
    AppearanceSpace space = new AppearanceSpace("embedding:one", 0.5);
    assertEquals(1, space.evidence(1), 1e-9);
    assertEquals(0, space.evidence(0.5), 1e-9);
    assertEquals(-1, space.evidence(0), 1e-9);
    assertTrue(Double.isNaN(space.evidence(Double.NaN)));
    assertEquals(0.5, AppearanceSpace.COLOURS.evidence(0.9), 1e-9);
  }

  @Test
  void shouldRefuseSpacesWithoutANameOrThreshold() {
    assertThrows(IllegalArgumentException.class, () -> new AppearanceSpace(" ", 0.5));
    assertThrows(IllegalArgumentException.class, () -> new AppearanceSpace("x".repeat(65), 0.5));
    assertThrows(IllegalArgumentException.class, () -> new AppearanceSpace("x", 1));
    assertThrows(IllegalArgumentException.class, () -> new AppearanceSpace("x", Double.NaN));
  }

  @Test
  void shouldRefuseNoComponentsAndTooMany() {
    assertThrows(IllegalArgumentException.class, () -> new Appearance(new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> new Appearance(new byte[2049]));
  }

  @Test
  void shouldMoveBoxesWithTheCamera() {
    CameraMotion motion = new CameraMotion(0, -2, 10, 2, 0, 5);
    assertEquals(2, motion.scale(), 1e-12);
    // The centre (3, 4) goes to (2, 11); sides are doubled and stay upright.
    assertEquals(Box.ofSize(0, 7, 4, 8), motion.apply(Box.ofSize(2, 2, 2, 4)));
    assertEquals(Box.ofSize(3, -1, 2, 4), CameraMotion.shift(1, -3).apply(Box.ofSize(2, 2, 2, 4)));
    assertTrue(CameraMotion.shift(0, 0).isNone());
    assertThrows(IllegalArgumentException.class, () -> CameraMotion.shift(Double.NaN, 0));
  }
}
