package io.panoptes.track.testing;

import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.Tracker;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.List;

/** Fails on one frame, when its state has already changed. */
public final class FailingTracker implements Tracker {

  private final Tracker tracker;
  private final long sequence;

  public FailingTracker(Tracker tracker, long sequence) {
    this.tracker = tracker;
    this.sequence = sequence;
  }

  @Override
  public List<TrackedSegment> update(PanopticFrame frame) {
    List<TrackedSegment> tracks = tracker.update(frame);
    if (frame.id().sequence() == sequence) {
      throw new IllegalStateException("fails on frame " + sequence);
    }
    return tracks;
  }

  @Override
  public void endTracks() {
    tracker.endTracks();
  }

  @Override
  public long lastNumber() {
    return tracker.lastNumber();
  }

  @Override
  public void startAfter(long lastNumber) {
    tracker.startAfter(lastNumber);
  }

  @Override
  public void writeState(StateWriter out) {
    tracker.writeState(out);
  }

  @Override
  public void readState(StateReader in, int version) {
    tracker.readState(in, version);
  }
}
