package io.panoptes.sink.export;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;

/** Numbers the frames of one camera from 1 on, through all its epochs. */
public final class FrameNumbers {

  private long epoch = -1;
  private long before;
  private long inEpoch;

  /** The number of a frame; frames come in order. */
  public long of(FrameId id) {
    if (id.epoch() != epoch) {
      before += inEpoch;
      inEpoch = 0;
      epoch = id.epoch();
    }
    inEpoch = Math.max(inEpoch, id.sequence() + 1);
    return before + id.sequence() + 1;
  }

  /** Takes over how many frames an epoch had, those that were lost on the way included. */
  public void end(EndOfEpoch end) {
    if (end.epoch() != epoch) {
      before += inEpoch;
      inEpoch = 0;
      epoch = end.epoch();
    }
    inEpoch = Math.max(inEpoch, end.frames());
  }
}
