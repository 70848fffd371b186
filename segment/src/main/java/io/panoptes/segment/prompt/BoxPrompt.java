package io.panoptes.segment.prompt;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;

/** A box around the whole thing. */
public record BoxPrompt(Box box) implements Prompt {

  public BoxPrompt {
    requireNonNull(box, "box is null");
    if (box.area() <= 0) {
      throw new IllegalArgumentException(
          "box %s,%s,%s,%s is empty; its right and lower edge must lie beyond the left and upper"
              .formatted(box.left(), box.top(), box.right(), box.bottom()));
    }
  }

  @Override
  public boolean isPositive() {
    return true;
  }
}
