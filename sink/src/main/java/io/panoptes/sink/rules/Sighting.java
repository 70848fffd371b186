package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import java.time.Instant;

/** A track that a frame shows. */
record Sighting(FrameId frame, Instant at, long ptsMicros, TrackedSegment segment) {

  long number() {
    return segment.track().number();
  }

  Point foot() {
    return segment.foot();
  }

  /** Whether the tracker believes in the track, so that an alert may be raised about it. */
  boolean isBelieved() {
    return segment.state() != TrackState.TENTATIVE;
  }

  Alert.Evidence evidence() {
    return new Alert.Evidence(frame, ptsMicros, segment.box(), segment.foot(), segment.score());
  }
}
