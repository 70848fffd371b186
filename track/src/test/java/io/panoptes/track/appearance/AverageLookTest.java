package io.panoptes.track.appearance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AverageLookTest {

  private static final Appearance RED = new Appearance(new byte[] {127, 0});
  private static final Appearance BLUE = new Appearance(new byte[] {0, 50});

  @Test
  void shouldCompareDirectionsAndNotLengths() {
    AverageLook look = new AverageLook();
    assertTrue(Double.isNaN(look.likeness(RED)), "nothing is known yet");
    look.see(BLUE, 0.9);
    assertEquals(1, look.likeness(new Appearance(new byte[] {0, 127})), 1e-9);
    assertEquals(0, look.likeness(RED), 1e-9);
  }

  @Test
  void shouldForgetSlowly() {
    AverageLook look = new AverageLook();
    look.see(RED, 0.9);
    for (int i = 0; i < 50; i++) {
      look.see(BLUE, 0.9);
    }
    assertEquals(1, look.likeness(BLUE), 1e-3);
  }

  @Test
  void shouldBeginAnewWithLooksOfAnotherKind() {
    AverageLook look = new AverageLook();
    look.see(RED, 0.9);
    Appearance other = new Appearance(new byte[] {1, 2, 3});
    assertTrue(Double.isNaN(look.likeness(other)));
    look.see(other, 0.9);
    assertEquals(1, look.likeness(other), 1e-6);
  }

  @Test
  void shouldBeginAnewWithLooksOfAnotherSpaceAndTheSameLength() {
    Appearance other = new Appearance(new AppearanceSpace("embedding:1", 0.5), new byte[] {0, 50});
    AverageLook look = new AverageLook();
    look.see(RED, 0.9);
    assertTrue(Double.isNaN(look.likeness(other)));
    look.see(other, 0.9);
    assertEquals(1, look.likeness(other), 1e-6);
    assertTrue(Double.isNaN(look.likeness(BLUE)));
  }

  @Test
  void shouldStoreEmbeddingsInLittleMoreThanAByteAComponent() {
    AppearanceSpace space = new AppearanceSpace("embedding:0123456789ab", 0.5);
    Random random = new Random(1);
    float[] one = new float[256];
    float[] other = new float[256];
    for (int i = 0; i < one.length; i++) {
      one[i] = (float) random.nextGaussian();
      other[i] = (float) random.nextGaussian();
    }
    Appearance first = Appearance.of(space, one);
    Appearance second = Appearance.of(space, other);
    AverageLook look = new AverageLook();
    look.see(first, 0.9);
    assertEquals(1, look.likeness(first), 1e-3);
    for (int i = 0; i < 60; i++) {
      look.see(second, 0.9);
    }
    assertEquals(1, look.likeness(second), 0.02);
    StateWriter out = new StateWriter();
    look.write(out);
    assertTrue(out.toBytes().length < 310, out.toBytes().length + " bytes");
    AverageLook read = AverageLook.read(new StateReader(out.toBytes()));
    look.see(first, 0.7);
    read.see(first, 0.7);
    assertEquals(look.likeness(second), read.likeness(second));
    assertTrue(Double.isNaN(read.likeness(new Appearance(new byte[256]))));
  }

  @Test
  void shouldReadBackExactly() {
    AverageLook look = new AverageLook();
    look.see(RED, 0.9);
    look.see(BLUE, 0.9);
    StateWriter out = new StateWriter();
    look.write(out);
    AverageLook read = AverageLook.read(new StateReader(out.toBytes()));
    look.see(BLUE, 0.7);
    read.see(BLUE, 0.7);
    assertEquals(look.likeness(RED), read.likeness(RED));
  }
}
