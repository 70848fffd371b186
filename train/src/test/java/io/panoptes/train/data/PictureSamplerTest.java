package io.panoptes.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureSamplerTest {

  @TempDir private Path folder;

  @Test
  void shouldMakeTheSameSampleOfAPositionWhateverCameBefore() throws IOException {
    PictureSampler sampler = sampler(7);
    Sample first = sampler.sample(3);
    sampler.sample(4);

    assertEqualSamples(first, sampler.sample(3));
    assertEqualSamples(first, sampler(7).sample(3));
    assertFalse(Arrays.equals(first.image(), sampler.sample(4).image()));
    assertFalse(Arrays.equals(first.image(), sampler(8).sample(3).image()));
  }

  @Test
  void shouldGiveTheSameRowOfSamplesOnAnyNumberOfThreads() throws IOException {
    try (ParallelSamples one = new ParallelSamples(sampler(1), 1, 1);
        ParallelSamples three = new ParallelSamples(sampler(1), 3, 8)) {
      three.skipTo(5);
      one.skipTo(2);
      for (int i = 0; i < 3; i++) {
        one.next();
      }
      for (int i = 0; i < 6; i++) {
        assertEqualSamples(one.next(), three.next());
      }
    }
  }

  @Test
  void shouldKeepColoursInRangeAndTargetsTogether() throws IOException {
    PictureSampler sampler = sampler(2);
    boolean centres = false;
    for (int n = 0; n < 60; n++) {
      Sample sample = sampler.sample(n);
      for (float value : sample.image()) {
        assertTrue(value >= 0 && value <= 255);
      }
      for (int cell = 0; cell < sample.labels().length; cell++) {
        assertTrue(sample.labels()[cell] >= Sample.NOT_FIRST && sample.labels()[cell] < 3);
        if (sample.offsetMask()[cell] == 1) {
          assertEquals(0, sample.labels()[cell]);
          assertEquals(1, sample.centreMask()[cell]);
        }
        centres |= sample.centres()[cell] > 0.9f;
      }
    }
    assertTrue(centres);
  }

  /** One picture of forty has a bicycle, and one a car. */
  @Test
  void shouldLookForRareThings() {
    Augmentation around = new Augmentation(64, 64, 1, 1, 1, 0, 0, 0, 0, 0);
    int bicycle = LabelSet.STREET.find("bicycle");
    int car = LabelSet.STREET.find("car");
    List<LabelledPicture> street = new ArrayList<>(Collections.nCopies(38, with(0)));
    street.add(with(bicycle));
    street.add(with(car));
    PictureSampler sampler =
        new PictureSampler(
            new PicturesInMemory(LabelSet.STREET, Collections.nCopies(40, "street"), street),
            around,
            3);
    int bicycles = 0;
    int cars = 0;
    for (int n = 0; n < 400; n++) {
      byte[] labels = sampler.sample(n).labels();
      bicycles += contains(labels, bicycle) ? 1 : 0;
      cars += contains(labels, car) ? 1 : 0;
    }

    assertTrue(bicycles >= 25 && bicycles <= 60, "bicycles in " + bicycles);
    assertTrue(cars >= 25 && cars <= 60, "cars in " + cars);
  }

  private static boolean contains(byte[] labels, int wanted) {
    for (byte label : labels) {
      if (label == wanted) {
        return true;
      }
    }
    return false;
  }

  /** A picture with one thing in its middle. */
  private static LabelledPicture with(int label) {
    byte[] ids = new byte[64 * 64];
    for (int y = 16; y < 48; y++) {
      Arrays.fill(ids, 64 * y + 24, 64 * y + 40, (byte) 1);
    }
    return new LabelledPicture(
        new Pixels(64, 64, new byte[3 * 64 * 64]),
        ids,
        List.of(new LabelledSegment(label, true, false, new Box(24, 16, 40, 48), 32 * 16)));
  }

  @Test
  void shouldRefuseSidesThatTheNetworkCannotTake() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> Augmentation.street(100));

    assertEquals("samples of 100x100; both sides must be multiples of 32", failure.getMessage());
  }

  private PictureSampler sampler(long seed) throws IOException {
    Path data = TrainingFolder.write(folder, 4, 96, 64, 1);
    LabelledPictures pictures = CocoPictures.open(data, TrainingFolder.LABELS, new ImageIoReader());
    return new PictureSampler(new CachedPictures(pictures, 1 << 20), Augmentation.street(64), seed);
  }

  private static void assertEqualSamples(Sample expected, Sample actual) {
    assertArrayEquals(expected.image(), actual.image());
    assertArrayEquals(expected.labels(), actual.labels());
    assertArrayEquals(expected.centres(), actual.centres());
    assertArrayEquals(expected.centreMask(), actual.centreMask());
    assertArrayEquals(expected.offsets(), actual.offsets());
    assertArrayEquals(expected.offsetMask(), actual.offsetMask());
  }
}
