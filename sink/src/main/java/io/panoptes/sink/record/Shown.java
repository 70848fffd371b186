package io.panoptes.sink.record;

import io.panoptes.core.frame.FrameId;

/** Which frame a picture is of. */
record Shown(FrameId id, long ptsMicros) {}
