package io.panoptes.core.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SegmentMapTest {

  private final AtomicInteger unpacked = new AtomicInteger();

  private SegmentMap packed() {
    return new SegmentMap(
        2,
        2,
        new EncodedIds(1, new byte[] {7}),
        () -> {
          unpacked.incrementAndGet();
          return new char[] {0, 1, 2, 3};
        });
  }

  @Test
  void shouldUnpackItsIdsOnceAndOnlyWhenAsked() {
    SegmentMap map = packed();
    assertEquals(2, map.width());
    assertEquals(7, map.encoded().orElseThrow().bytes()[0]);
    assertEquals("SegmentMap[2x2]", map.toString());
    assertEquals(0, unpacked.get());
    assertEquals(2, map.at(0, 1));
    assertSame(map.ids(), map.ids());
    assertEquals(1, unpacked.get());
  }

  @Test
  void shouldEqualAMapOfTheSameIdsWhateverItsForm() {
    SegmentMap plain = new SegmentMap(2, 2, new char[] {0, 1, 2, 3});
    assertEquals(plain, packed());
    assertEquals(plain.hashCode(), packed().hashCode());
  }

  @Test
  void shouldRefuseASizeWithoutPixels() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SegmentMap(0, 2, new EncodedIds(1, new byte[] {7}), () -> new char[0]));
  }
}
