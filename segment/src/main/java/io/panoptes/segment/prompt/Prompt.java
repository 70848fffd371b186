package io.panoptes.segment.prompt;

/** One hint at which thing of a picture is meant, in full-frame pixels. */
public sealed interface Prompt permits PointPrompt, BoxPrompt, ExtremePoints, MaskPrompt {

  /** Whether it says where the thing is, and not only where it is not. */
  boolean isPositive();
}
