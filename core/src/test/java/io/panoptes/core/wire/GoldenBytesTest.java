package io.panoptes.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.proto.Wire;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/**
 * The bytes of every kind of message in every version, kept for ever. Decoding must give the known
 * values; encoding must give the bytes. What zstd makes of a map may change with its version, so a
 * message with a map is compared in two ways: re-encoded after decoding, which passes the map on as
 * it came, and fresh, with the compressed map taken out.
 */
class GoldenBytesTest {

  @Test
  void shouldReadAndWriteFrames() throws IOException {
    check(WireFormat.FRAMES, StreamMessage.of(Samples.frame()), "frame");
    assertArrayEquals(golden("frame"), WireFormat.FRAMES.encode(StreamMessage.of(Samples.frame())));
  }

  @Test
  void shouldReadAndWriteTheEndOfAnEpoch() throws IOException {
    check(WireFormat.FRAMES, StreamMessage.end(Samples.end()), "end");
    check(WireFormat.PANOPTIC_FRAMES, StreamMessage.end(Samples.end()), "end");
    check(WireFormat.TRACKED_FRAMES, StreamMessage.end(Samples.end()), "end");
    check(WireFormat.LABELLED_FRAMES, StreamMessage.end(Samples.end()), "end");
    assertArrayEquals(golden("end"), WireFormat.FRAMES.encode(StreamMessage.end(Samples.end())));
  }

  @Test
  void shouldReadAndWritePanopticFrames() throws IOException {
    checkPanoptic(Samples.panoptic(), "panoptic-frame");
  }

  @Test
  void shouldReadAndWriteHowAPanopticFrameCameAbout() throws IOException {
    check(
        WireFormat.PANOPTIC_FRAMES,
        StreamMessage.of(Samples.panoptic(Origin.CARRIED)),
        "panoptic-frame-carried");
    check(
        WireFormat.PANOPTIC_FRAMES,
        StreamMessage.of(Samples.panoptic(Origin.REUSED)),
        "panoptic-frame-reused");
  }

  @Test
  void shouldReadAndWriteLooksAndCameraMotion() throws IOException {
    checkPanoptic(Samples.looks(), "panoptic-frame-with-looks");
  }

  @Test
  void shouldReadAndWriteLooksOfSeveralSpaces() throws IOException {
    checkPanoptic(Samples.looksOfSpaces(), "panoptic-frame-with-spaces");
  }

  @Test
  void shouldReadAndWritePanopticFramesOfManySegments() throws IOException {
    check(
        WireFormat.PANOPTIC_FRAMES,
        StreamMessage.of(Samples.crowded()),
        "panoptic-frame-of-399-segments");
  }

  @Test
  void shouldReadAndWriteTrackedFrames() throws IOException {
    StreamMessage<io.panoptes.core.track.TrackedFrame> message =
        StreamMessage.of(Samples.tracked());
    check(WireFormat.TRACKED_FRAMES, message, "tracked-frame");
    assertEquals(
        withoutPixels(Wire.TrackedMessage.parseFrom(golden("tracked-frame"))),
        withoutPixels(Wire.TrackedMessage.parseFrom(WireFormat.TRACKED_FRAMES.encode(message))));
  }

  @Test
  void shouldReadAndWriteLabelledFrames() throws IOException {
    StreamMessage<io.panoptes.core.panoptic.LabelledFrame> message =
        StreamMessage.of(Samples.labelled());
    check(WireFormat.LABELLED_FRAMES, message, "labelled-frame");
    assertEquals(
        withoutPixels(Wire.LabelledMessage.parseFrom(golden("labelled-frame"))),
        withoutPixels(Wire.LabelledMessage.parseFrom(WireFormat.LABELLED_FRAMES.encode(message))));
  }

  @Test
  void shouldReadAndWriteAlerts() throws IOException {
    assertEquals(Samples.alert(), AlertJson.read(golden("alert")));
    assertArrayEquals(golden("alert"), AlertJson.toBytes(Samples.alert()));
  }

  /** Both ways to compare a message with a map. */
  private static void checkPanoptic(PanopticFrame frame, String name) throws IOException {
    StreamMessage<PanopticFrame> message = StreamMessage.of(frame);
    check(WireFormat.PANOPTIC_FRAMES, message, name);
    assertEquals(
        withoutPixels(Wire.PanopticMessage.parseFrom(golden(name))),
        withoutPixels(Wire.PanopticMessage.parseFrom(WireFormat.PANOPTIC_FRAMES.encode(message))));
  }

  private static <T extends StreamItem> void check(
      WireCodec<T> codec, StreamMessage<T> known, String name) throws IOException {
    StreamMessage<T> decoded = codec.decode(golden(name));
    assertEquals(known, decoded);
    assertArrayEquals(golden(name), codec.encode(decoded));
  }

  private static Wire.PanopticMessage withoutPixels(Wire.PanopticMessage message) {
    Wire.PanopticMessage.Builder builder = message.toBuilder();
    builder.getFrameBuilder().getMapBuilder().setData(ByteString.EMPTY);
    return builder.build();
  }

  private static Wire.TrackedMessage withoutPixels(Wire.TrackedMessage message) {
    Wire.TrackedMessage.Builder builder = message.toBuilder();
    builder.getFrameBuilder().getPanopticBuilder().getMapBuilder().setData(ByteString.EMPTY);
    return builder.build();
  }

  private static Wire.LabelledMessage withoutPixels(Wire.LabelledMessage message) {
    Wire.LabelledMessage.Builder builder = message.toBuilder();
    builder.getFrameBuilder().getLabelsBuilder().getMapBuilder().setData(ByteString.EMPTY);
    return builder.build();
  }

  private static byte[] golden(String name) throws IOException {
    String file = "/wire/v1/" + name + ".bin";
    try (InputStream in = GoldenBytesTest.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing from the test resources");
      }
      return in.readAllBytes();
    }
  }
}
