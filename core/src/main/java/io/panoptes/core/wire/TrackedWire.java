package io.panoptes.core.wire;

import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.core.wire.proto.Wire;
import java.util.ArrayList;
import java.util.List;

/** Tracked frames to and from protobuf. */
final class TrackedWire {

  private TrackedWire() {}

  static Wire.TrackedFrame toWire(TrackedFrame frame) {
    Wire.TrackedFrame.Builder builder =
        Wire.TrackedFrame.newBuilder()
            .setPanoptic(PanopticWire.toWire(frame.panoptic()))
            .setTracker(frame.tracker());
    for (TrackedSegment track : frame.tracks()) {
      builder.addTracks(toWire(track));
    }
    return builder.build();
  }

  private static Wire.TrackedSegment toWire(TrackedSegment track) {
    return Wire.TrackedSegment.newBuilder()
        .setTrack(track.track().number())
        .setSegment(track.segmentId())
        .setState(
            switch (track.state()) {
              case TENTATIVE -> Wire.TrackedSegment.State.TENTATIVE;
              case CONFIRMED -> Wire.TrackedSegment.State.CONFIRMED;
              case OCCLUDED -> Wire.TrackedSegment.State.OCCLUDED;
              case LOST -> Wire.TrackedSegment.State.LOST;
            })
        .setCategory(PanopticWire.toWire(track.category()))
        .setCategoryConfidence(track.categoryConfidence())
        .setScore(track.score())
        .setBox(PanopticWire.toWire(track.box()))
        .setFoot(Wire.Point.newBuilder().setX(track.foot().x()).setY(track.foot().y()))
        .setVelocityX(track.velocityX())
        .setVelocityY(track.velocityY())
        .setFirstSeenMicros(FrameWire.micros(track.firstSeen()))
        .setLastSeenMicros(FrameWire.micros(track.lastSeen()))
        .build();
  }

  static TrackedFrame fromWire(Wire.TrackedFrame wire) {
    PanopticFrame panoptic = PanopticWire.fromWire(wire.getPanoptic());
    List<TrackedSegment> tracks = new ArrayList<>(wire.getTracksCount());
    for (Wire.TrackedSegment track : wire.getTracksList()) {
      tracks.add(
          new TrackedSegment(
              new TrackId(panoptic.id().camera(), track.getTrack()),
              track.getSegment(),
              switch (track.getState()) {
                case TENTATIVE -> TrackState.TENTATIVE;
                case CONFIRMED -> TrackState.CONFIRMED;
                case OCCLUDED -> TrackState.OCCLUDED;
                case LOST -> TrackState.LOST;
                case STATE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new WireFormatException(
                        "track " + track.getTrack() + " has no known state");
              },
              PanopticWire.fromWire(track.getCategory()),
              track.getCategoryConfidence(),
              track.getScore(),
              PanopticWire.fromWire(track.getBox()),
              new Point(track.getFoot().getX(), track.getFoot().getY()),
              track.getVelocityX(),
              track.getVelocityY(),
              FrameWire.instant(track.getFirstSeenMicros()),
              FrameWire.instant(track.getLastSeenMicros())));
    }
    return new TrackedFrame(panoptic, tracks, wire.getTracker());
  }
}
