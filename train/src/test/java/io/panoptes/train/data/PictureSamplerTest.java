package io.panoptes.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
