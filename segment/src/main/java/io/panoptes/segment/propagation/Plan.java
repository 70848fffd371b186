package io.panoptes.segment.propagation;

/** How a frame gets its segments. */
public sealed interface Plan {

  /** The segmenter sees it; later frames may go by its result. */
  record Segment() implements Plan {}

  /** The last key frame's segments, moved. */
  record Carry(Displacement displacement) implements Plan {}

  /** The previous frame's result as it is. */
  record Reuse() implements Plan {}
}
