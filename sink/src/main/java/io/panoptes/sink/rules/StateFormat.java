package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How the parts of a stored state are written; times in whole microseconds. */
final class StateFormat {

  private StateFormat() {}

  static void writePoint(DataOutput out, Point point) throws IOException {
    out.writeDouble(point.x());
    out.writeDouble(point.y());
  }

  static Point readPoint(DataInput in) throws IOException {
    return new Point(in.readDouble(), in.readDouble());
  }

  static void writeBox(DataOutput out, Box box) throws IOException {
    out.writeDouble(box.left());
    out.writeDouble(box.top());
    out.writeDouble(box.right());
    out.writeDouble(box.bottom());
  }

  static Box readBox(DataInput in) throws IOException {
    return new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
  }

  static void writeInstant(DataOutput out, Instant instant) throws IOException {
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  static Instant readInstant(DataInput in) throws IOException {
    return Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
  }

  /** Writes a time that may be null. */
  static void writeOptional(DataOutput out, Instant instant) throws IOException {
    out.writeBoolean(instant != null);
    if (instant != null) {
      writeInstant(out, instant);
    }
  }

  static Instant readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? readInstant(in) : null;
  }

  static void writeEvidence(DataOutput out, Alert.Evidence evidence) throws IOException {
    out.writeUTF(evidence.frame().camera().value());
    out.writeLong(evidence.frame().epoch());
    out.writeLong(evidence.frame().sequence());
    out.writeLong(evidence.ptsMicros());
    writeBox(out, evidence.box());
    writePoint(out, evidence.foot());
    out.writeDouble(evidence.score());
  }

  static Alert.Evidence readEvidence(DataInput in) throws IOException {
    FrameId frame = new FrameId(new CameraId(in.readUTF()), in.readLong(), in.readLong());
    return new Alert.Evidence(frame, in.readLong(), readBox(in), readPoint(in), in.readDouble());
  }

  static void writeOpen(DataOutput out, OpenAlert open) throws IOException {
    out.writeBoolean(open != null);
    if (open != null) {
      out.writeUTF(open.id());
      out.writeUTF(open.category());
      writeInstant(out, open.startedAt());
    }
  }

  /** Null when there was none. */
  static OpenAlert readOpen(DataInput in) throws IOException {
    return in.readBoolean() ? new OpenAlert(in.readUTF(), in.readUTF(), readInstant(in)) : null;
  }
}
