package io.panoptes.segment.prompt;

/**
 * A click.
 *
 * @param x column, finite; the pixel is its whole part
 * @param y row, likewise
 * @param positive on the thing; otherwise beside it
 */
public record PointPrompt(double x, double y, boolean positive) implements Prompt {

  public PointPrompt {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException("point (" + x + ", " + y + ") must be finite");
    }
  }

  @Override
  public boolean isPositive() {
    return positive;
  }
}
