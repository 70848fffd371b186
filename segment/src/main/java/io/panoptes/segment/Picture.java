package io.panoptes.segment;

import io.panoptes.core.frame.FrameId;
import java.time.Instant;

/**
 * One frame as a segmenter sees it.
 *
 * @param id the frame
 * @param capturedAt event time
 * @param image its pixels, borrowed
 */
public record Picture(FrameId id, Instant capturedAt, Image image) {

  public Picture {
    if (id == null) {
      throw new NullPointerException("id is null");
    }
    if (capturedAt == null) {
      throw new NullPointerException("capturedAt is null");
    }
    if (image == null) {
      throw new NullPointerException("image is null");
    }
  }
}
