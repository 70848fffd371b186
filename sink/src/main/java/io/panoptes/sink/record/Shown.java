package io.panoptes.sink.record;

import io.panoptes.core.frame.FrameId;

/**
 * Which frame a picture is of.
 *
 * @param isLive whether its camera is; else it is a recording
 */
record Shown(FrameId id, long ptsMicros, boolean isLive) {}
