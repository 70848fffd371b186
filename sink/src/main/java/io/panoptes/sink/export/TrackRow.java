package io.panoptes.sink.export;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One track in one frame, small enough to be kept in a file.
 *
 * @param frame number of the frame, from 1
 * @param ageMillis since it was first seen
 * @param score of its segment, 0 when it is not seen
 * @param box of its segment, or where it is predicted to be
 * @param footX where it stands, pixels
 * @param footY where it stands, pixels
 * @param velocityX pixels a second to the right
 * @param velocityY pixels a second downwards
 * @param area pixels of the mask, 0 when it is not seen
 * @param mask as COCO's compressed run lengths, empty when it is not seen
 */
record TrackRow(
    long frame,
    TrackState state,
    long ageMillis,
    double score,
    Box box,
    double footX,
    double footY,
    double velocityX,
    double velocityY,
    int maskWidth,
    int maskHeight,
    int area,
    String mask) {

  private static final TrackState[] STATES = TrackState.values();

  /**
   * @param segment that shows the track, null when none does
   */
  static TrackRow of(TrackedFrame frame, long number, TrackedSegment track, Segment segment) {
    return new TrackRow(
        number,
        track.state(),
        track.ageAt(frame.capturedAt()).toMillis(),
        track.score(),
        segment == null ? track.box() : segment.box(),
        track.foot().x(),
        track.foot().y(),
        track.velocityX(),
        track.velocityY(),
        frame.panoptic().width(),
        frame.panoptic().height(),
        segment == null ? 0 : segment.areaPixels(),
        segment == null ? "" : RleString.encode(Rle.of(frame.panoptic().map(), segment)));
  }

  boolean isSeen() {
    return area > 0;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(frame);
    out.writeByte(state.ordinal());
    out.writeLong(ageMillis);
    out.writeDouble(score);
    out.writeDouble(box.left());
    out.writeDouble(box.top());
    out.writeDouble(box.right());
    out.writeDouble(box.bottom());
    out.writeDouble(footX);
    out.writeDouble(footY);
    out.writeDouble(velocityX);
    out.writeDouble(velocityY);
    out.writeInt(maskWidth);
    out.writeInt(maskHeight);
    out.writeInt(area);
    byte[] runs = mask.getBytes(StandardCharsets.US_ASCII);
    out.writeInt(runs.length);
    out.write(runs);
  }

  static TrackRow read(DataInputStream in) throws IOException {
    return new TrackRow(
        in.readLong(),
        STATES[in.readByte()],
        in.readLong(),
        in.readDouble(),
        new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII));
  }
}
