package io.panoptes.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.wire.proto.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the wire, the only error is a {@link WireFormatException}. */
class HostileInputTest {

  private static final List<WireCodec<?>> CODECS =
      List.of(
          WireFormat.FRAMES,
          WireFormat.PANOPTIC_FRAMES,
          WireFormat.TRACKED_FRAMES,
          WireFormat.LABELLED_FRAMES);

  private static final int SIXTEEN_MEBIBYTES = 16 << 20;

  @Test
  void shouldRefuseZeroBytesAndNull() {
    for (WireCodec<?> codec : CODECS) {
      assertTrue(refusal(codec, new byte[0]).endsWith("message has 0 bytes"));
      assertTrue(refusal(codec, null).endsWith("message has 0 bytes"));
    }
  }

  @Test
  void shouldRefuseEveryTruncation() {
    byte[] frame = WireFormat.FRAMES.encode(StreamMessage.of(Samples.frame()));
    byte[] tracked = WireFormat.TRACKED_FRAMES.encode(StreamMessage.of(Samples.tracked()));
    byte[] labelled = WireFormat.LABELLED_FRAMES.encode(StreamMessage.of(Samples.labelled()));
    for (int length = 0; length < frame.length; length++) {
      refusal(WireFormat.FRAMES, Arrays.copyOf(frame, length));
    }
    for (int length = 0; length < tracked.length; length++) {
      refusal(WireFormat.TRACKED_FRAMES, Arrays.copyOf(tracked, length));
    }
    for (int length = 0; length < labelled.length; length++) {
      refusal(WireFormat.LABELLED_FRAMES, Arrays.copyOf(labelled, length));
    }
  }

  @Test
  void shouldSurviveRandomBytes() {
    Random random = new Random(1);
    for (int n = 0; n < 20_000; n++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      readOrRefuse(bytes);
    }
  }

  @Test
  void shouldSurviveFlippedBytes() {
    Random random = new Random(2);
    byte[] tracked = WireFormat.TRACKED_FRAMES.encode(StreamMessage.of(Samples.tracked()));
    byte[] crowded = WireFormat.PANOPTIC_FRAMES.encode(StreamMessage.of(Samples.crowded()));
    byte[] labelled = WireFormat.LABELLED_FRAMES.encode(StreamMessage.of(Samples.labelled()));
    List<byte[]> messages = List.of(tracked, crowded, labelled);
    int refused = 0;
    for (int n = 0; n < 20_000; n++) {
      byte[] bytes = messages.get(n % messages.size()).clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      refused += readOrRefuse(bytes);
    }
    assertTrue(refused > 0);
  }

  /** How many codecs refused; anything but a {@link WireFormatException} fails the test. */
  private static int readOrRefuse(byte[] bytes) {
    int refused = 0;
    for (WireCodec<?> codec : CODECS) {
      try {
        codec.decode(bytes);
      } catch (WireFormatException e) {
        refused++;
      }
    }
    return refused;
  }

  @Test
  void shouldTellAnOlderProgramThatItIsTooOld() {
    byte[] newer = Wire.FrameMessage.newBuilder().setSchemaVersion(2).build().toByteArray();
    assertEquals(
        "schema version 2 is newer than 1, the newest known; upgrade this reader",
        refusal(WireFormat.FRAMES, newer));
    byte[] huge = Wire.FrameMessage.newBuilder().setSchemaVersion(-1).build().toByteArray();
    assertEquals(
        "schema version 4294967295 is newer than 1, the newest known; upgrade this reader",
        refusal(WireFormat.FRAMES, huge));
  }

  @Test
  void shouldRefuseAMessageWithoutVersionOrBody() {
    byte[] end =
        Wire.FrameMessage.newBuilder()
            .setEnd(Wire.EndOfEpoch.getDefaultInstance())
            .build()
            .toByteArray();
    assertEquals(
        "message has no schema version; it was not written by Panoptes",
        refusal(WireFormat.FRAMES, end));
    byte[] empty = Wire.FrameMessage.newBuilder().setSchemaVersion(1).build().toByteArray();
    assertEquals(
        "message has neither a frame nor an end of epoch", refusal(WireFormat.FRAMES, empty));
  }

  @Test
  void shouldRefuseAMapThatAnnouncesMorePixelsThanAreAllowed() {
    for (int[] size :
        new int[][] {{65_535, 65_535}, {-1, -1}, {0, 5}, {1 << 30, 4}, {8_193, 4_096}}) {
      String refusal = refusal(map -> map.setWidth(size[0]).setHeight(size[1]));
      assertTrue(refusal.endsWith("pixels; 1 to 33554432 pixels are allowed"), refusal);
    }
  }

  @Test
  void shouldRefuseABombBeforeItUnpacksIt() {
    byte[] bomb = Zstd.compress(new byte[64 << 20], 19);
    assertTrue(bomb.length < 10_000);
    assertEquals(
        "segment map holds 67108864 bytes where its size needs 96",
        refusal(map -> map.setData(ByteString.copyFrom(bomb))));
  }

  @Test
  void shouldRefuseASmallMapThatClaimsToBeLarge() {
    assertEquals(
        "segment map holds 96 bytes where its size needs 33554432",
        refusal(map -> map.setWidth(8_192).setHeight(4_096)));
  }

  @Test
  void shouldRefuseAMapWhoseFrameIsFollowedByAnother() {
    byte[] one = Zstd.compress(new byte[96], 1);
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    refusal(map -> map.setData(ByteString.copyFrom(two)));
  }

  @Test
  void shouldRefuseAMapThatIsNoZstd() {
    assertEquals(
        "segment map of 0 bytes is no zstd frame that states its size",
        refusal(map -> map.setData(ByteString.EMPTY)));
    assertEquals(
        "segment map of 5 bytes is no zstd frame that states its size",
        refusal(map -> map.setData(ByteString.copyFromUtf8("hello"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 99, -1})
  void shouldRefuseAnEncodingThatItDoesNotKnow(int encoding) {
    assertEquals(
        "segment map has no known encoding", refusal(map -> map.setEncodingValue(encoding)));
  }

  @Test
  void shouldRefuseAnOriginThatItDoesNotKnow() {
    Wire.PanopticMessage.Builder message = panoptic();
    message.getFrameBuilder().setOriginValue(3);
    assertEquals(
        "panoptic frame has no known origin",
        refusal(WireFormat.PANOPTIC_FRAMES, message.build().toByteArray()));
  }

  @Test
  void shouldRefuseTheAbsurdlyLongTablesOfASmallMessage() {
    byte[] entries = new byte[SIXTEEN_MEBIBYTES - 64];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = 6 << 3 | 2;
    }
    String tooMany = "message has more than 196605 segments, categories and tracks";
    assertEquals(tooMany, refusal(WireFormat.PANOPTIC_FRAMES, message(entries)));
    assertEquals(tooMany, refusal(WireFormat.TRACKED_FRAMES, message(inside(1, entries))));
    assertEquals(tooMany, refusal(WireFormat.LABELLED_FRAMES, message(inside(2, entries))));
  }

  private static byte[] message(byte[] frame) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(1 << 3);
    message.write(1);
    message.writeBytes(inside(2, frame));
    return message.toByteArray();
  }

  /** A field, its length, and the bytes. */
  private static byte[] inside(int field, byte[] bytes) {
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    outer.write(field << 3 | 2);
    for (int rest = bytes.length; ; rest >>>= 7) {
      if (rest < 0x80) {
        outer.write(rest);
        break;
      }
      outer.write(rest & 0x7F | 0x80);
    }
    outer.writeBytes(bytes);
    return outer.toByteArray();
  }

  @Test
  void shouldRefuseLabelsOfAnotherPicture() {
    Wire.LabelledMessage.Builder message =
        Wire.LabelledMessage.newBuilder()
            .setSchemaVersion(1)
            .setFrame(LabelledWire.toWire(Samples.labelled()));
    message.getFrameBuilder().getFrameBuilder().setWidth(13);
    assertEquals(
        "labelled frame message is invalid: frame gate-1/3/41 has 13x8 pixels and its labels 12x8;"
            + " both must have one size",
        refusal(WireFormat.LABELLED_FRAMES, message.build().toByteArray()));
    message.getFrameBuilder().clearFrame();
    refusal(WireFormat.LABELLED_FRAMES, message.build().toByteArray());
    message.getFrameBuilder().clear();
    refusal(WireFormat.LABELLED_FRAMES, message.build().toByteArray());
  }

  @Test
  void shouldLeaveOutFieldsOfLaterVersions() throws Exception {
    byte[] known = WireFormat.FRAMES.encode(StreamMessage.of(Samples.frame()));
    byte[] extended = Arrays.copyOf(known, known.length + 3);
    extended[known.length] = (byte) (99 << 3 & 0x7F | 0x80);
    extended[known.length + 1] = (byte) (99 >> 4);
    extended[known.length + 2] = 7;
    assertEquals(StreamMessage.of(Samples.frame()), WireFormat.FRAMES.decode(extended));
  }

  @Test
  void shouldRefuseALookWithoutItsSpace() {
    Wire.PanopticMessage.Builder message = panoptic();
    message
        .getFrameBuilder()
        .getSegmentsBuilder(0)
        .setAppearance(ByteString.copyFrom(new byte[] {1, 2}))
        .setAppearanceSpace(1);
    assertEquals(
        "segment 1 names appearance space 1 of a table of 0",
        refusal(WireFormat.PANOPTIC_FRAMES, message.build().toByteArray()));
    message.getFrameBuilder().addAppearanceSpacesBuilder().setName("embedding:1").setThreshold(2);
    assertEquals(
        "panoptic frame message is invalid: threshold 2.0 of the appearance space embedding:1 must"
            + " be more than -1 and less than 1",
        refusal(WireFormat.PANOPTIC_FRAMES, message.build().toByteArray()));
  }

  @Test
  void shouldRefuseASegmentWithoutItsCategory() {
    Wire.PanopticMessage.Builder message = panoptic();
    message.getFrameBuilder().clearCategories();
    assertEquals(
        "segment 1 names category 0 of a table of 0",
        refusal(WireFormat.PANOPTIC_FRAMES, message.build().toByteArray()));
  }

  @Test
  void shouldRefuseNumbersThatAreNone() {
    Wire.PanopticMessage.Builder message = panoptic();
    message.getFrameBuilder().getSegmentsBuilder(0).setScore(Double.NaN);
    assertEquals(
        "panoptic frame message is invalid: score NaN of segment 1 must be 0 to 1",
        refusal(WireFormat.PANOPTIC_FRAMES, message.build().toByteArray()));
  }

  @Test
  void shouldKeepTheRefusalShortWhenACameraNameIsEndless() {
    byte[] bytes =
        Wire.FrameMessage.newBuilder()
            .setSchemaVersion(1)
            .setEnd(Wire.EndOfEpoch.newBuilder().setCamera("?".repeat(1 << 20)).setReasonValue(1))
            .build()
            .toByteArray();
    assertTrue(refusal(WireFormat.FRAMES, bytes).length() < 400);
  }

  private static Wire.PanopticMessage.Builder panoptic() {
    return Wire.PanopticMessage.newBuilder()
        .setSchemaVersion(1)
        .setFrame(PanopticWire.toWire(Samples.panoptic()));
  }

  private static String refusal(UnaryOperator<Wire.SegmentMap.Builder> change) {
    Wire.PanopticMessage.Builder message = panoptic();
    change.apply(message.getFrameBuilder().getMapBuilder());
    return refusal(WireFormat.PANOPTIC_FRAMES, message.build().toByteArray());
  }

  private static String refusal(WireCodec<?> codec, byte[] bytes) {
    return assertThrows(WireFormatException.class, () -> codec.decode(bytes)).getMessage();
  }
}
