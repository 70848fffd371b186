package io.panoptes.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackedFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

  @Test
  void shouldReadBackWhatItWroteForAnyTrackedFrame() {
    Random random = new Random(1);
    for (int n = 0; n < 200; n++) {
      StreamMessage<TrackedFrame> message = StreamMessage.of(Samples.random(random));
      byte[] bytes = WireFormat.TRACKED_FRAMES.encode(message);
      assertEquals(message, WireFormat.TRACKED_FRAMES.decode(bytes));
      assertArrayEquals(bytes, WireFormat.TRACKED_FRAMES.encode(message));
    }
  }

  @Test
  void shouldReadBackWhatItWroteForAnyPanopticFrame() {
    Random random = new Random(2);
    for (int n = 0; n < 100; n++) {
      StreamMessage<PanopticFrame> message = StreamMessage.of(Samples.random(random).panoptic());
      assertEquals(
          message, WireFormat.PANOPTIC_FRAMES.decode(WireFormat.PANOPTIC_FRAMES.encode(message)));
    }
  }

  @Test
  void shouldReadBackWhatItWroteForAnyLabelledFrame() {
    Random random = new Random(4);
    for (int n = 0; n < 100; n++) {
      byte[] picture = new byte[1 + random.nextInt(5_000)];
      random.nextBytes(picture);
      PanopticFrame labels = Samples.random(random).panoptic();
      LabelledFrame labelled = Samples.labelled(labels, EncodedImage.jpeg(picture));
      if (n % 2 == 0) {
        labelled = new LabelledFrame(labelled.frame(), labels, Optional.of(labels));
      }
      StreamMessage<LabelledFrame> message = StreamMessage.of(labelled);
      byte[] bytes = WireFormat.LABELLED_FRAMES.encode(message);
      assertEquals(message, WireFormat.LABELLED_FRAMES.decode(bytes));
      assertArrayEquals(bytes, WireFormat.LABELLED_FRAMES.encode(message));
    }
  }

  @Test
  void shouldReadBackAnyFrame() {
    Random random = new Random(3);
    for (int n = 0; n < 100; n++) {
      byte[] image = new byte[1 + random.nextInt(5_000)];
      random.nextBytes(image);
      StreamMessage<Frame> message =
          StreamMessage.of(
              new Frame(
                  new FrameId(new CameraId("c"), random.nextInt(9), random.nextInt(9)),
                  FrameWire.instant(random.nextLong()),
                  random.nextLong(),
                  1 + random.nextInt(65_535),
                  1 + random.nextInt(65_535),
                  random.nextBoolean() ? Delivery.LIVE : Delivery.LOSSLESS,
                  new EncodedImage(EncodedImage.Format.values()[random.nextInt(2)], image)));
      assertEquals(message, WireFormat.FRAMES.decode(WireFormat.FRAMES.encode(message)));
    }
  }

  @ParameterizedTest
  @EnumSource(EndOfEpoch.Reason.class)
  void shouldReadBackTheEndOfAnEpochOnEveryTopic(EndOfEpoch.Reason reason) {
    EndOfEpoch end =
        new EndOfEpoch(new CameraId("c"), 4, 795, Instant.parse("1950-01-01T00:00:00Z"), reason);
    for (WireCodec<?> codec :
        List.of(
            WireFormat.FRAMES,
            WireFormat.PANOPTIC_FRAMES,
            WireFormat.TRACKED_FRAMES,
            WireFormat.LABELLED_FRAMES)) {
      assertEquals(StreamMessage.end(end), roundTrip(codec, end));
    }
  }

  private static <T extends io.panoptes.core.frame.StreamItem> StreamMessage<T> roundTrip(
      WireCodec<T> codec, EndOfEpoch end) {
    return codec.decode(codec.encode(StreamMessage.end(end)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 0xD800, 0xDFFF, 0xFFFF})
  void shouldKeepEveryIdWhetherItTakesOneByteOrTwo(int largest) {
    char[] ids = new char[97 * 31];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) (i % (largest + 1));
    }
    ids[ids.length - 1] = (char) largest;
    SegmentMap map = new SegmentMap(97, 31, ids);
    SegmentMap decoded = SegmentMapWire.fromWire(SegmentMapWire.toWire(map));
    assertEquals(map, decoded);
    assertEquals(largest > 255 ? 2 : 1, decoded.encoded().orElseThrow().bytesPerId());
  }

  @Test
  void shouldRoundTimesDownToMicrosecondsBeforeAndAfter1970() {
    assertEquals(0, FrameWire.micros(Instant.ofEpochSecond(0, 999)));
    assertEquals(1, FrameWire.micros(Instant.ofEpochSecond(0, 1_000)));
    assertEquals(-1, FrameWire.micros(Instant.ofEpochSecond(0, -1)));
    assertEquals(-1_000_000, FrameWire.micros(Instant.parse("1969-12-31T23:59:59Z")));
    for (long micros : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE - 1_000_000}) {
      assertEquals(
          micros < Long.MIN_VALUE + 1_000_000 ? Long.MIN_VALUE + 1_000_000 : micros,
          FrameWire.micros(FrameWire.instant(Math.max(micros, Long.MIN_VALUE + 1_000_000))));
    }
  }

  @Test
  void shouldSayThatATimeIsOutOfRange() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FrameWire.micros(Instant.MAX))
            .getMessage();
    assertTrue(message.startsWith("time +1000000000-12-31"), message);
  }

  @Test
  void shouldPassOnAMapInTheBytesThatItCameIn() {
    byte[] bytes = WireFormat.PANOPTIC_FRAMES.encode(StreamMessage.of(Samples.panoptic()));
    PanopticFrame decoded =
        WireFormat.PANOPTIC_FRAMES.decode(bytes).map(frame -> frame, end -> null);
    byte[] packed = decoded.map().encoded().orElseThrow().bytes();
    TrackedFrame tracked = new TrackedFrame(decoded, List.of(), "none");
    TrackedFrame again =
        WireFormat.TRACKED_FRAMES
            .decode(WireFormat.TRACKED_FRAMES.encode(StreamMessage.of(tracked)))
            .map(frame -> frame, end -> null);
    assertArrayEquals(packed, again.panoptic().map().encoded().orElseThrow().bytes());
    assertSame(decoded.map(), tracked.panoptic().map());
  }

  @Test
  void shouldRefuseToWriteAMapThatNobodyWouldRead() {
    SegmentMap map = SegmentMap.empty(8_193, 4_096);
    assertThrows(IllegalArgumentException.class, () -> SegmentMapWire.toWire(map));
  }

  @Test
  void shouldEncodeAndDecodeInManyThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int seed = 0; seed < 8; seed++) {
        Random random = new Random(seed);
        results.add(
            threads.submit(
                () -> {
                  boolean equal = true;
                  for (int n = 0; n < 50; n++) {
                    StreamMessage<TrackedFrame> message = StreamMessage.of(Samples.random(random));
                    byte[] bytes = WireFormat.TRACKED_FRAMES.encode(message);
                    equal &= message.equals(WireFormat.TRACKED_FRAMES.decode(bytes));
                  }
                  return equal;
                }));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
