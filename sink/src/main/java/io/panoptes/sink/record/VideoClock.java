package io.panoptes.sink.record;

import io.panoptes.core.frame.FrameId;

/**
 * When each frame is shown in the overlay video: the distances are those of the stream's own
 * timestamps, a new epoch follows at once. Not safe for many threads.
 */
final class VideoClock {

  private static final long DEFAULT_STEP = 40_000;
  private static final long SMALLEST_STEP = 1_000;
  private static final long LONGEST_STEP = 60_000_000;

  private long epoch = -1;
  private long lastPts;
  private long last = -1;
  private long step = DEFAULT_STEP;

  /**
   * @param ptsMicros of the frame
   * @return microseconds from the video's beginning, ascending from 0
   */
  long at(FrameId id, long ptsMicros) {
    if (last < 0) {
      last = 0;
    } else if (id.epoch() != epoch) {
      last += step;
    } else {
      step = Math.min(LONGEST_STEP, Math.max(SMALLEST_STEP, ptsMicros - lastPts));
      last += step;
    }
    epoch = id.epoch();
    lastPts = ptsMicros;
    return last;
  }

  /** Begins anew, for a new file. */
  void reset() {
    last = -1;
  }
}
