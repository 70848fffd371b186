package io.panoptes.segment.fusion;

import io.panoptes.core.panoptic.Category;

/** One thing's pixels in a frame; masks of several may overlap. */
public final class InstanceMask {

  private final Category category;
  private final double score;
  private final int left;
  private final int top;
  private final int width;
  private final byte[] inside;

  /**
   * @param score 0 to 1
   * @param left column of the mask's first pixel; the whole mask lies in the frame
   * @param top row of the mask's first pixel
   * @param width of the mask, 0 when it has no pixel
   * @param inside row-major, not 0 where the thing is; kept, not copied
   */
  public InstanceMask(
      Category category, double score, int left, int top, int width, byte[] inside) {
    if (category == null) {
      throw new NullPointerException("category is null");
    }
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score " + score + " must be 0 to 1");
    }
    if (left < 0
        || top < 0
        || width == 0 && inside.length > 0
        || inside.length % Math.max(1, width) > 0) {
      throw new IllegalArgumentException(
          "mask at %d,%d of width %d cannot have %d pixels"
              .formatted(left, top, width, inside.length));
    }
    this.category = category;
    this.score = score;
    this.left = left;
    this.top = top;
    this.width = width;
    this.inside = inside;
  }

  public Category category() {
    return category;
  }

  public double score() {
    return score;
  }

  public int left() {
    return left;
  }

  public int top() {
    return top;
  }

  public int width() {
    return width;
  }

  public int height() {
    return inside.length / Math.max(1, width);
  }

  /** Row-major, not 0 where the thing is; not a copy. */
  byte[] inside() {
    return inside;
  }

  /** Pixels that it has. */
  public int area() {
    int area = 0;
    for (byte value : inside) {
      area += value != 0 ? 1 : 0;
    }
    return area;
  }

  /** Whether a pixel of the frame belongs to it. */
  public boolean contains(int x, int y) {
    return x >= left
        && x < left + width
        && y >= top
        && y < top + height()
        && inside[(y - top) * width + x - left] != 0;
  }
}
