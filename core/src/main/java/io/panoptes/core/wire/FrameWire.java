package io.panoptes.core.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.wire.proto.Wire;
import java.time.Instant;

/** Frames, ends of epochs and what all messages share, to and from protobuf. */
final class FrameWire {

  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private FrameWire() {}

  static Wire.FrameId toWire(FrameId id) {
    return Wire.FrameId.newBuilder()
        .setCamera(id.camera().value())
        .setEpoch(id.epoch())
        .setSequence(id.sequence())
        .build();
  }

  static FrameId fromWire(Wire.FrameId wire) {
    return new FrameId(new CameraId(wire.getCamera()), wire.getEpoch(), wire.getSequence());
  }

  /** Whole microseconds since 1970-01-01T00:00:00Z, negative before; finer parts round down. */
  static long micros(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
          instant.getNano() / NANOS_PER_MICRO);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "time " + instant + " is out of range; about 292,000 years around 1970 can be written",
          e);
    }
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        (long) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  static Wire.EndOfEpoch toWire(EndOfEpoch end) {
    return Wire.EndOfEpoch.newBuilder()
        .setCamera(end.camera().value())
        .setEpoch(end.epoch())
        .setFrames(end.frames())
        .setEndedAtMicros(micros(end.endedAt()))
        .setReason(
            switch (end.reason()) {
              case COMPLETED -> Wire.EndOfEpoch.Reason.COMPLETED;
              case INTERRUPTED -> Wire.EndOfEpoch.Reason.INTERRUPTED;
              case STOPPED -> Wire.EndOfEpoch.Reason.STOPPED;
            })
        .build();
  }

  static EndOfEpoch fromWire(Wire.EndOfEpoch wire) {
    return new EndOfEpoch(
        new CameraId(wire.getCamera()),
        wire.getEpoch(),
        wire.getFrames(),
        instant(wire.getEndedAtMicros()),
        switch (wire.getReason()) {
          case COMPLETED -> EndOfEpoch.Reason.COMPLETED;
          case INTERRUPTED -> EndOfEpoch.Reason.INTERRUPTED;
          case STOPPED -> EndOfEpoch.Reason.STOPPED;
          case REASON_UNSPECIFIED, UNRECOGNIZED ->
              throw new WireFormatException("end of epoch has no known reason");
        });
  }

  static Wire.Frame toWire(Frame frame) {
    return Wire.Frame.newBuilder()
        .setId(toWire(frame.id()))
        .setCapturedAtMicros(micros(frame.capturedAt()))
        .setPtsMicros(frame.ptsMicros())
        .setWidth(frame.width())
        .setHeight(frame.height())
        .setDelivery(
            switch (frame.delivery()) {
              case LIVE -> Wire.Frame.Delivery.LIVE;
              case LOSSLESS -> Wire.Frame.Delivery.LOSSLESS;
            })
        .setImageFormat(
            switch (frame.image().format()) {
              case JPEG -> Wire.Frame.ImageFormat.JPEG;
              case PNG -> Wire.Frame.ImageFormat.PNG;
            })
        .setImage(UnsafeByteOperations.unsafeWrap(frame.image().bytes()))
        .build();
  }

  static Frame fromWire(Wire.Frame wire) {
    return new Frame(
        fromWire(wire.getId()),
        instant(wire.getCapturedAtMicros()),
        wire.getPtsMicros(),
        wire.getWidth(),
        wire.getHeight(),
        switch (wire.getDelivery()) {
          case LIVE -> Delivery.LIVE;
          case LOSSLESS -> Delivery.LOSSLESS;
          case DELIVERY_UNSPECIFIED, UNRECOGNIZED ->
              throw new WireFormatException("frame has no known delivery");
        },
        new EncodedImage(
            switch (wire.getImageFormat()) {
              case JPEG -> EncodedImage.Format.JPEG;
              case PNG -> EncodedImage.Format.PNG;
              case IMAGE_FORMAT_UNSPECIFIED, UNRECOGNIZED ->
                  throw new WireFormatException("frame has no known image format");
            },
            wire.getImage().toByteArray()));
  }
}
