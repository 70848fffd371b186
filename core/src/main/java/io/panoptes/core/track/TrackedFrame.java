package io.panoptes.core.track;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.panoptic.PanopticFrame;
import java.time.Instant;
import java.util.List;

/**
 * A panoptic frame whose things have identities.
 *
 * @param panoptic what the segmenter saw
 * @param tracks the tracks of the frame's camera that are alive in this frame, seen or not, in
 *     ascending order of number; a thing segment without a track belongs to nobody yet
 * @param tracker name of the tracker, never empty
 */
public record TrackedFrame(PanopticFrame panoptic, List<TrackedSegment> tracks, String tracker)
    implements StreamItem {

  public TrackedFrame {
    requireNonNull(panoptic, "panoptic is null");
    requireNonNull(tracks, "tracks is null");
    requireNonNull(tracker, "tracker is null");
    if (tracker.isEmpty()) {
      throw new IllegalArgumentException("tracker is empty; name it");
    }
    tracks = List.copyOf(tracks);
    long previous = 0;
    for (TrackedSegment track : tracks) {
      if (!track.track().camera().equals(panoptic.id().camera())) {
        throw new IllegalArgumentException(
            "track " + track.track() + " is in a frame of camera " + panoptic.id().camera());
      }
      if (track.track().number() <= previous) {
        throw new IllegalArgumentException(
            "track " + track.track() + " follows number " + previous + "; numbers must ascend");
      }
      previous = track.track().number();
    }
  }

  @Override
  public FrameId id() {
    return panoptic.id();
  }

  @Override
  public Instant capturedAt() {
    return panoptic.capturedAt();
  }
}
