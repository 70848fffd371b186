package io.panoptes.segment.classic;

import io.panoptes.segment.motion.Components;
import java.util.Arrays;

/**
 * Which region each pixel of a working picture belongs to: 0 for none, 1 to {@code count} in the
 * order of their first pixel. Immutable: nobody may change the array.
 */
public final class Regions {

  private final int width;
  private final int height;
  private final int[] labels;
  private final int count;

  private Regions(int width, int height, int[] labels, int count) {
    this.width = width;
    this.height = height;
    this.labels = labels;
    this.count = count;
  }

  /**
   * Regions numbered anew in the order of their first pixel.
   *
   * @param labels row-major; 0 is none, negative numbers are not allowed; changed in place, and
   *     ownership passes to the new object
   */
  public static Regions numbered(int width, int height, int[] labels) {
    int highest = 0;
    for (int label : labels) {
      highest = Math.max(highest, label);
    }
    int[] number = new int[highest + 1];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      if (label != 0) {
        if (number[label] == 0) {
          number[label] = ++count;
        }
        labels[i] = number[label];
      }
    }
    return new Regions(width, height, labels, count);
  }

  /** Pixels of equal labels that touch by an edge make a region; 0 stays none. */
  public static Regions connected(int width, int height, int[] labels) {
    int[] found = new int[labels.length];
    int[] queue = new int[labels.length];
    int count = 0;
    for (int seed = 0; seed < labels.length; seed++) {
      if (labels[seed] == 0 || found[seed] != 0) {
        continue;
      }
      found[seed] = ++count;
      int head = 0;
      int tail = 0;
      queue[tail++] = seed;
      while (head < tail) {
        int i = queue[head++];
        int x = i % width;
        for (int side = 0; side < 4; side++) {
          int next = neighbour(i, x, side, width, labels.length);
          if (next >= 0 && found[next] == 0 && labels[next] == labels[i]) {
            found[next] = count;
            queue[tail++] = next;
          }
        }
      }
    }
    return new Regions(width, height, found, count);
  }

  /**
   * The parts of a mask that touch by an edge or a corner, without those that are too small; holes
   * that are too small are filled.
   *
   * @param mask not 0 is inside
   * @param minArea least pixels of a region and of a hole
   */
  public static Regions ofMask(int width, int height, byte[] mask, double minArea) {
    int[] outside = new int[mask.length];
    for (int i = 0; i < mask.length; i++) {
      outside[i] = mask[i] == 0 ? 1 : 0;
    }
    Regions holes = connected(width, height, outside);
    int[] holeAreas = holes.areas();
    boolean[] open = holes.touchingTheEdge();
    byte[] filled = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      int hole = holes.labels[i];
      filled[i] = (byte) (hole == 0 || (!open[hole] && holeAreas[hole] < minArea) ? 1 : 0);
    }
    Components components = new Components(width, height);
    components.find(filled);
    int[] labels = components.labels();
    int[] kept = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      kept[i] = labels[i] != 0 && components.area(labels[i]) >= minArea ? labels[i] : 0;
    }
    return numbered(width, height, kept);
  }

  /** The pixel beside {@code i} to the left, right, above or below, −1 beyond the picture. */
  static int neighbour(int i, int x, int side, int width, int pixels) {
    return switch (side) {
      case 0 -> x > 0 ? i - 1 : -1;
      case 1 -> x + 1 < width ? i + 1 : -1;
      case 2 -> i >= width ? i - width : -1;
      default -> i + width < pixels ? i + width : -1;
    };
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The labels themselves, row-major, not a copy: read only. */
  public int[] labels() {
    return labels;
  }

  public int count() {
    return count;
  }

  /** Pixels of each region, by label. */
  public int[] areas() {
    int[] areas = new int[count + 1];
    for (int label : labels) {
      areas[label]++;
    }
    return areas;
  }

  private boolean[] touchingTheEdge() {
    boolean[] touching = new boolean[count + 1];
    for (int x = 0; x < width; x++) {
      touching[labels[x]] = true;
      touching[labels[labels.length - 1 - x]] = true;
    }
    for (int y = 0; y < height; y++) {
      touching[labels[y * width]] = true;
      touching[labels[y * width + width - 1]] = true;
    }
    return touching;
  }

  /**
   * Paints the regions over a picture of another size: each pixel gets the label that most of the
   * four nearest working pixels have, by their nearness, the lower label on ties. Outlines become
   * smooth instead of steps.
   *
   * @param ids row-major, {@code fullWidth * fullHeight}; where there is no region it stays as it
   *     is
   * @param first the id of region 1; the others follow
   */
  public void paint(char[] ids, int fullWidth, int fullHeight, int first) {
    if (first + count - 1 > Character.MAX_VALUE) {
      throw new IllegalArgumentException(
          count + " regions do not fit into the ids of a frame; raise min-area");
    }
    int[] columns = new int[fullWidth];
    float[] shares = new float[fullWidth];
    for (int x = 0; x < fullWidth; x++) {
      double u = Math.max(0, (x + 0.5) * width / fullWidth - 0.5);
      columns[x] = Math.min(width - 1, (int) u);
      shares[x] = (float) (u - columns[x]);
    }
    for (int y = 0; y < fullHeight; y++) {
      double v = Math.max(0, (y + 0.5) * height / fullHeight - 0.5);
      int above = Math.min(height - 1, (int) v);
      float down = (float) (v - above);
      int upper = above * width;
      int lower = Math.min(height - 1, above + 1) * width;
      for (int x = 0; x < fullWidth; x++) {
        int left = columns[x];
        int right = Math.min(width - 1, left + 1);
        int a = labels[upper + left];
        int b = labels[upper + right];
        int c = labels[lower + left];
        int d = labels[lower + right];
        int label = a == b && a == c && a == d ? a : vote(a, b, c, d, shares[x], down);
        if (label != 0) {
          ids[y * fullWidth + x] = (char) (first + label - 1);
        }
      }
    }
  }

  private static int vote(int a, int b, int c, int d, float right, float down) {
    float forA = (1 - right) * (1 - down);
    float forB = right * (1 - down);
    float forC = (1 - right) * down;
    float forD = right * down;
    float sumA = forA + (b == a ? forB : 0) + (c == a ? forC : 0) + (d == a ? forD : 0);
    float sumB = forB + (a == b ? forA : 0) + (c == b ? forC : 0) + (d == b ? forD : 0);
    float sumC = forC + (a == c ? forA : 0) + (b == c ? forB : 0) + (d == c ? forD : 0);
    float sumD = forD + (a == d ? forA : 0) + (b == d ? forB : 0) + (c == d ? forC : 0);
    int best = a;
    float most = sumA;
    if (sumB > most || (sumB == most && b < best)) {
      best = b;
      most = sumB;
    }
    if (sumC > most || (sumC == most && c < best)) {
      best = c;
      most = sumC;
    }
    if (sumD > most || (sumD == most && d < best)) {
      best = d;
    }
    return best;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Regions other
        && width == other.width
        && height == other.height
        && Arrays.equals(labels, other.labels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "Regions[" + width + "x" + height + ", " + count + "]";
  }
}
