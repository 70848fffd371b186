package io.panoptes.core.frame;

import java.time.Instant;

/** What a stage makes of one frame: the frame itself, its panoptic, tracked or labelled version. */
public interface StreamItem {

  FrameId id();

  /** Event time: the stream's own clock, anchored to the wall clock once per epoch at ingest. */
  Instant capturedAt();
}
