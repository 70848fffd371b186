package io.panoptes.eval.mask;

import io.panoptes.core.mask.Rle;
import java.util.Arrays;

/**
 * Turns polygons into masks exactly as COCO's mask API does: the outline is sampled five times
 * finer than the pixels, and each column's crossings are rounded from that. A general even–odd fill
 * would differ at the border, and so would every area and IoU.
 */
public final class PolygonMask {

  private static final double SCALE = 5;

  private PolygonMask() {}

  /**
   * @param outline x, y by turns in pixels, at least three vertices
   */
  public static Rle fill(double[] outline, int width, int height) {
    int corners = outline.length / 2;
    if (corners < 3 || outline.length % 2 != 0) {
      throw new IllegalArgumentException(
          "polygon of " + outline.length + " numbers needs x and y of at least 3 vertices");
    }
    int[] x = new int[corners + 1];
    int[] y = new int[corners + 1];
    int points = 0;
    for (int i = 0; i < corners; i++) {
      x[i] = (int) (SCALE * outline[2 * i] + .5);
      y[i] = (int) (SCALE * outline[2 * i + 1] + .5);
    }
    x[corners] = x[0];
    y[corners] = y[0];
    for (int i = 0; i < corners; i++) {
      points += Math.max(Math.abs(x[i] - x[i + 1]), Math.abs(y[i] - y[i + 1])) + 1;
    }
    int[] u = new int[points];
    int[] v = new int[points];
    int size = 0;
    for (int i = 0; i < corners; i++) {
      size = edge(x[i], y[i], x[i + 1], y[i + 1], u, v, size);
    }
    return fromCrossings(crossings(u, v, size, width, height), width, height);
  }

  /** Appends the points of one edge, both ends included, in the direction of travel. */
  private static int edge(int x0, int y0, int x1, int y1, int[] u, int[] v, int size) {
    int dx = Math.abs(x1 - x0);
    int dy = Math.abs(y1 - y0);
    boolean flat = dx >= dy;
    boolean backwards = flat ? x0 > x1 : y0 > y1;
    int xs = backwards ? x1 : x0;
    int ys = backwards ? y1 : y0;
    int xe = backwards ? x0 : x1;
    int ye = backwards ? y0 : y1;
    double slope = flat ? (double) (ye - ys) / dx : (double) (xe - xs) / dy;
    int steps = flat ? dx : dy;
    for (int d = 0; d <= steps; d++) {
      int t = backwards ? steps - d : d;
      double along = steps == 0 ? 0 : slope * t;
      u[size] = flat ? t + xs : (int) (xs + along + .5);
      v[size] = flat ? (int) (ys + along + .5) : t + ys;
      size++;
    }
    return size;
  }

  /** Positions, column by column, at which the outline enters or leaves; sorted, with the end. */
  private static int[] crossings(int[] u, int[] v, int points, int width, int height) {
    int[] crossings = new int[points + 1];
    int size = 0;
    for (int i = 1; i < points; i++) {
      if (u[i] == u[i - 1]) {
        continue;
      }
      double column = ((u[i] < u[i - 1] ? u[i] : u[i] - 1) + .5) / SCALE - .5;
      if (Math.floor(column) != column || column < 0 || column > width - 1) {
        continue;
      }
      double row = (Math.min(v[i], v[i - 1]) + .5) / SCALE - .5;
      row = Math.ceil(Math.min(Math.max(row, 0), height));
      crossings[size++] = (int) column * height + (int) row;
    }
    crossings[size++] = width * height;
    crossings = Arrays.copyOf(crossings, size);
    Arrays.sort(crossings);
    return crossings;
  }

  private static Rle fromCrossings(int[] crossings, int width, int height) {
    int[] gaps = new int[crossings.length];
    int previous = 0;
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = crossings[i] - previous;
      previous = crossings[i];
    }
    int[] counts = new int[gaps.length];
    int size = 0;
    counts[size++] = gaps[0];
    int i = 1;
    while (i < gaps.length) {
      if (gaps[i] > 0) {
        counts[size++] = gaps[i++];
      } else {
        i++;
        if (i < gaps.length) {
          counts[size - 1] += gaps[i++];
        }
      }
    }
    return new Rle(width, height, Arrays.copyOf(counts, size));
  }
}
