package io.panoptes.app;

/** The parts of the pipeline that can run together or in processes of their own. */
public enum Stage {
  INGEST,
  SEGMENT,
  TRACK,
  SINK,
  /** Teaches cameras' own networks. */
  DISTIL
}
