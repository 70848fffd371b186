package io.panoptes.segment.head;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.fusion.InstanceMask;

/**
 * Shares of a thing on a coarse grid that covers a part of the frame, and the frame's pixels that
 * they make by bilinear interpolation.
 */
final class MaskGrid {

  private final float[] values;
  private final int from;
  private final int step;
  private final int width;
  private final int height;
  private final Box place;
  private final boolean fades;

  /**
   * @param values of which the first is at {@code from} and each further one {@code step} later,
   *     row-major
   * @param place what the grid covers, in the frame's pixels
   * @param fades whether there is nothing around the grid, instead of its outermost values; half a
   *     cell inside of the edge, values begin to fall
   */
  MaskGrid(float[] values, int from, int step, int width, int height, Box place, boolean fades) {
    this.values = values;
    this.from = from;
    this.step = step;
    this.width = width;
    this.height = height;
    this.place = place;
    this.fades = fades;
  }

  /**
   * Pixels whose centre has at least a value.
   *
   * @param threshold more than 0
   * @param within where pixels may be, in the frame; those whose centre is inside count
   */
  InstanceMask paste(
      Category category,
      double score,
      Box within,
      double threshold,
      int frameWidth,
      int frameHeight) {
    Box found = reach(threshold);
    int left = first(Math.max(found.left(), within.left()), frameWidth);
    int top = first(Math.max(found.top(), within.top()), frameHeight);
    int right = first(Math.min(found.right(), within.right()), frameWidth);
    int bottom = first(Math.min(found.bottom(), within.bottom()), frameHeight);
    int columns = right - left;
    if (columns <= 0 || bottom <= top) {
      return new InstanceMask(category, score, 0, 0, 0, new byte[0]);
    }
    byte[] inside = new byte[columns * (bottom - top)];
    float[] row = new float[width];
    for (int y = top, i = 0; y < bottom; y++) {
      float v = (float) ((y + 0.5 - place.top()) / place.height() * height - 0.5);
      blend(v, row);
      for (int x = left; x < right; x++, i++) {
        float u = (float) ((x + 0.5 - place.left()) / place.width() * width - 0.5);
        inside[i] = (byte) (at(u, row) >= threshold ? 1 : 0);
      }
    }
    return new InstanceMask(category, score, left, top, columns, inside);
  }

  /** Where values may reach the threshold: a cell around those that do. */
  private Box reach(double threshold) {
    int left = width;
    int top = height;
    int right = -1;
    int bottom = -1;
    for (int y = 0, i = from; y < height; y++) {
      for (int x = 0; x < width; x++, i += step) {
        if (values[i] >= threshold) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    if (right < 0 || place.area() == 0) {
      return new Box(0, 0, 0, 0);
    }
    double cellWidth = place.width() / width;
    double cellHeight = place.height() / height;
    return new Box(
        place.left() + (left - 1) * cellWidth,
        place.top() + (top - 1) * cellHeight,
        place.left() + (right + 2) * cellWidth,
        place.top() + (bottom + 2) * cellHeight);
  }

  /** The first pixel whose centre is not before an edge. */
  private static int first(double edge, int size) {
    return (int) Math.max(0, Math.min(size, Math.ceil(edge - 0.5)));
  }

  private void blend(float v, float[] row) {
    int upper = (int) Math.floor(v);
    float share = v - upper;
    for (int x = 0; x < width; x++) {
      row[x] = (1 - share) * value(x, upper) + share * value(x, upper + 1);
    }
  }

  private float value(int x, int y) {
    if (fades && (y < 0 || y >= height)) {
      return 0;
    }
    return values[from + (Math.max(0, Math.min(height - 1, y)) * width + x) * step];
  }

  private float at(float u, float[] row) {
    int column = (int) Math.floor(u);
    float share = u - column;
    return (1 - share) * value(column, row) + share * value(column + 1, row);
  }

  private float value(int x, float[] row) {
    if (fades && (x < 0 || x >= width)) {
      return 0;
    }
    return row[Math.max(0, Math.min(width - 1, x))];
  }
}
