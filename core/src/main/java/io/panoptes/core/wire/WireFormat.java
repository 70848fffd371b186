package io.panoptes.core.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.wire.proto.Wire;
import java.util.function.Function;

/**
 * The wire format of schema version 1, as {@code docs/wire-format.md} and {@code panoptes.proto}
 * say. Times travel in whole microseconds, rounded down. Encoding is deterministic: the same steps
 * from the same input give the same bytes. A segment map that was decoded is passed on in the very
 * bytes that it came in, whoever compressed it.
 */
public final class WireFormat {

  /** The version that this code writes, and the newest that it reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Largest segment map in pixels that is written or read; 7680 x 4320 fits. */
  public static final int MAX_MAP_PIXELS = 1 << 25;

  /** Topic {@code frames}. */
  public static final WireCodec<Frame> FRAMES =
      new Codec<>("frame", WireFormat::toFrameMessage, WireFormat::readFrameMessage);

  /** Topic {@code panoptic-frames}. */
  public static final WireCodec<PanopticFrame> PANOPTIC_FRAMES =
      new Codec<>("panoptic frame", WireFormat::toPanopticMessage, WireFormat::readPanopticMessage);

  /** Topic {@code tracked-frames}. */
  public static final WireCodec<TrackedFrame> TRACKED_FRAMES =
      new Codec<>("tracked frame", WireFormat::toTrackedMessage, WireFormat::readTrackedMessage);

  /** Topic {@code labelled-frames}. */
  public static final WireCodec<LabelledFrame> LABELLED_FRAMES =
      new Codec<>("labelled frame", WireFormat::toLabelledMessage, WireFormat::readLabelledMessage);

  private WireFormat() {}

  private interface Reader<T extends StreamItem> {
    StreamMessage<T> read(byte[] bytes) throws InvalidProtocolBufferException;
  }

  private record Codec<T extends StreamItem>(
      String what, Function<StreamMessage<T>, MessageLite> writer, Reader<T> reader)
      implements WireCodec<T> {

    @Override
    public byte[] encode(StreamMessage<T> message) {
      return writer.apply(message).toByteArray();
    }

    @Override
    public StreamMessage<T> decode(byte[] bytes) {
      if (bytes == null || bytes.length == 0) {
        throw new WireFormatException(what + " message has 0 bytes");
      }
      try {
        return reader.read(bytes);
      } catch (InvalidProtocolBufferException e) {
        throw new WireFormatException(
            "%d bytes are no %s message: %s".formatted(bytes.length, what, e.getMessage()), e);
      } catch (IllegalArgumentException e) {
        throw new WireFormatException(what + " message is invalid: " + e.getMessage(), e);
      }
    }
  }

  private static MessageLite toFrameMessage(StreamMessage<Frame> message) {
    Wire.FrameMessage.Builder builder =
        Wire.FrameMessage.newBuilder().setSchemaVersion(SCHEMA_VERSION);
    return message
        .<Wire.FrameMessage.Builder>map(
            frame -> builder.setFrame(FrameWire.toWire(frame)),
            end -> builder.setEnd(FrameWire.toWire(end)))
        .build();
  }

  private static StreamMessage<Frame> readFrameMessage(byte[] bytes)
      throws InvalidProtocolBufferException {
    Wire.FrameMessage wire = BoundedParser.parse(Wire.FrameMessage.parser(), bytes);
    checkVersion(wire.getSchemaVersion());
    return switch (wire.getBodyCase()) {
      case FRAME -> StreamMessage.of(FrameWire.fromWire(wire.getFrame()));
      case END -> StreamMessage.end(FrameWire.fromWire(wire.getEnd()));
      case BODY_NOT_SET -> throw emptyBody();
    };
  }

  private static MessageLite toPanopticMessage(StreamMessage<PanopticFrame> message) {
    Wire.PanopticMessage.Builder builder =
        Wire.PanopticMessage.newBuilder().setSchemaVersion(SCHEMA_VERSION);
    return message
        .<Wire.PanopticMessage.Builder>map(
            frame -> builder.setFrame(PanopticWire.toWire(frame)),
            end -> builder.setEnd(FrameWire.toWire(end)))
        .build();
  }

  private static StreamMessage<PanopticFrame> readPanopticMessage(byte[] bytes)
      throws InvalidProtocolBufferException {
    Wire.PanopticMessage wire =
        BoundedParser.parse(Wire.PanopticMessage.parser(), bytes, BoundedParser.PANOPTIC_TABLES);
    checkVersion(wire.getSchemaVersion());
    return switch (wire.getBodyCase()) {
      case FRAME -> StreamMessage.of(PanopticWire.fromWire(wire.getFrame()));
      case END -> StreamMessage.end(FrameWire.fromWire(wire.getEnd()));
      case BODY_NOT_SET -> throw emptyBody();
    };
  }

  private static MessageLite toTrackedMessage(StreamMessage<TrackedFrame> message) {
    Wire.TrackedMessage.Builder builder =
        Wire.TrackedMessage.newBuilder().setSchemaVersion(SCHEMA_VERSION);
    return message
        .<Wire.TrackedMessage.Builder>map(
            frame -> builder.setFrame(TrackedWire.toWire(frame)),
            end -> builder.setEnd(FrameWire.toWire(end)))
        .build();
  }

  private static StreamMessage<TrackedFrame> readTrackedMessage(byte[] bytes)
      throws InvalidProtocolBufferException {
    Wire.TrackedMessage wire =
        BoundedParser.parse(Wire.TrackedMessage.parser(), bytes, BoundedParser.TRACKED_TABLES);
    checkVersion(wire.getSchemaVersion());
    return switch (wire.getBodyCase()) {
      case FRAME -> StreamMessage.of(TrackedWire.fromWire(wire.getFrame()));
      case END -> StreamMessage.end(FrameWire.fromWire(wire.getEnd()));
      case BODY_NOT_SET -> throw emptyBody();
    };
  }

  private static MessageLite toLabelledMessage(StreamMessage<LabelledFrame> message) {
    Wire.LabelledMessage.Builder builder =
        Wire.LabelledMessage.newBuilder().setSchemaVersion(SCHEMA_VERSION);
    return message
        .<Wire.LabelledMessage.Builder>map(
            frame -> builder.setFrame(LabelledWire.toWire(frame)),
            end -> builder.setEnd(FrameWire.toWire(end)))
        .build();
  }

  private static StreamMessage<LabelledFrame> readLabelledMessage(byte[] bytes)
      throws InvalidProtocolBufferException {
    Wire.LabelledMessage wire =
        BoundedParser.parse(Wire.LabelledMessage.parser(), bytes, BoundedParser.LABELLED_TABLES);
    checkVersion(wire.getSchemaVersion());
    return switch (wire.getBodyCase()) {
      case FRAME -> StreamMessage.of(LabelledWire.fromWire(wire.getFrame()));
      case END -> StreamMessage.end(FrameWire.fromWire(wire.getEnd()));
      case BODY_NOT_SET -> throw emptyBody();
    };
  }

  private static void checkVersion(int unsignedVersion) {
    long version = Integer.toUnsignedLong(unsignedVersion);
    if (version < 1) {
      throw new WireFormatException(
          "message has no schema version; it was not written by Panoptes");
    }
    if (version > SCHEMA_VERSION) {
      throw new WireFormatException(
          "schema version %d is newer than %d, the newest known; upgrade this reader"
              .formatted(version, SCHEMA_VERSION));
    }
  }

  private static WireFormatException emptyBody() {
    return new WireFormatException("message has neither a frame nor an end of epoch");
  }
}
