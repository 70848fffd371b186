package io.panoptes.segment.prompt;

import static java.util.Objects.requireNonNull;

/**
 * An answer.
 *
 * @param mask the thing, of the picture's size; may be empty when nothing was found
 * @param score how sure the segmenter is of it, 0 to 1
 */
public record PromptResult(Mask mask, double score) {

  public PromptResult {
    requireNonNull(mask, "mask is null");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score " + score + " must be 0 to 1");
    }
  }
}
