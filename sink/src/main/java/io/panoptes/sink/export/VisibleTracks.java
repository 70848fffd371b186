package io.panoptes.sink.export;

import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.util.HashMap;
import java.util.Map;

/** Finds what belongs together in a tracked frame. */
final class VisibleTracks {

  private VisibleTracks() {}

  /** The tracks that the frame's map shows, by segment. */
  static Map<Integer, TrackedSegment> bySegment(TrackedFrame frame) {
    Map<Integer, TrackedSegment> tracks = new HashMap<>();
    for (TrackedSegment track : frame.tracks()) {
      if (track.isVisible()) {
        tracks.put(track.segmentId(), track);
      }
    }
    return tracks;
  }

  /** The segments that show a confirmed track, by track number. */
  static Map<Long, Segment> confirmed(TrackedFrame frame) {
    Map<Integer, TrackedSegment> tracks = bySegment(frame);
    Map<Long, Segment> segments = new HashMap<>();
    for (Segment segment : frame.panoptic().segments()) {
      TrackedSegment track = tracks.get(segment.id());
      if (track != null && track.state() == TrackState.CONFIRMED) {
        segments.put(track.track().number(), segment);
      }
    }
    return segments;
  }
}
