package io.panoptes.train.live;

import io.panoptes.core.panoptic.LabelledFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A camera's newest labelled frames, compressed as they came. Not safe for several threads. */
final class TaughtWindow {

  private final int most;
  private final Deque<LabelledFrame> frames = new ArrayDeque<>();
  private int fresh;

  TaughtWindow(int most) {
    this.most = most;
  }

  /**
   * Takes a frame, unless it is one that is already here or older than that: messages may come
   * twice.
   */
  void add(LabelledFrame frame) {
    if (!frames.isEmpty() && !isBehind(frame, frames.getLast())) {
      return;
    }
    frames.addLast(frame);
    fresh++;
    if (frames.size() > most) {
      frames.removeFirst();
    }
  }

  private static boolean isBehind(LabelledFrame frame, LabelledFrame last) {
    long epochs = Long.compare(frame.id().epoch(), last.id().epoch());
    return epochs > 0 || epochs == 0 && frame.id().sequence() > last.id().sequence();
  }

  int size() {
    return frames.size();
  }

  /** Frames that came since {@link #take}. */
  int fresh() {
    return fresh;
  }

  /** All frames, oldest first. */
  List<LabelledFrame> take() {
    fresh = 0;
    return new ArrayList<>(frames);
  }
}
