package io.panoptes.core.frame;

/** What happens when a stage is slower than the source. */
public enum Delivery {
  /** The newest frame wins; older ones are dropped and counted. */
  LIVE,
  /** Nothing is dropped; the source is held back. */
  LOSSLESS
}
