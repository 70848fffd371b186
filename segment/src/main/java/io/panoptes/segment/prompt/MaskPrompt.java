package io.panoptes.segment.prompt;

import static java.util.Objects.requireNonNull;

/** A rough mask of the thing, such as an earlier answer that is to become better. */
public record MaskPrompt(Mask mask) implements Prompt {

  public MaskPrompt {
    requireNonNull(mask, "mask is null");
  }

  @Override
  public boolean isPositive() {
    return mask.area() > 0;
  }
}
