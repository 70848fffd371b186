package io.panoptes.train.data;

import java.util.Arrays;

/**
 * Judges whether a connected component that a semantic teacher found is one single thing, by its
 * shape: people stand, and the outline of one is nearly convex; two beside each other are wide, or
 * have a gap between their heads.
 */
final class SingleThing {

  private SingleThing() {}

  /** Limits of one category. */
  private enum Limits {
    PERSON(1.4, 4.5, 0.68),
    RIDDEN(0.4, 2.2, 0.6),
    VEHICLE(0.25, 1.4, 0.8);

    final double leastAspect;
    final double mostAspect;
    final double leastSolidity;

    Limits(double leastAspect, double mostAspect, double leastSolidity) {
      this.leastAspect = leastAspect;
      this.mostAspect = mostAspect;
      this.leastSolidity = leastSolidity;
    }

    static Limits of(String category) {
      return switch (category) {
        case "person" -> PERSON;
        case "bicycle", "motorcycle" -> RIDDEN;
        default -> VEHICLE;
      };
    }
  }

  /**
   * @param category its name
   * @param ids of all pixels of the picture, row-major
   * @param id of the component's pixels
   * @param box left, top, right and bottom, half-open
   */
  static boolean isPlausible(
      String category, byte[] ids, int width, int height, byte id, int[] box, int area) {
    Limits limits = Limits.of(category);
    double aspect = (box[3] - box[1]) / (double) (box[2] - box[0]);
    boolean cut = box[1] == 0 || box[3] == height;
    if (aspect > limits.mostAspect
        || aspect < (cut ? limits.leastAspect / 2 : limits.leastAspect)) {
      return false;
    }
    return area >= limits.leastSolidity * hullArea(ids, width, id, box);
  }

  /** Area of the convex hull, taken around pixels, not their middles. */
  private static double hullArea(byte[] ids, int width, byte id, int[] box) {
    int rows = box[3] - box[1];
    int[] left = new int[rows + 1];
    int[] right = new int[rows + 1];
    Arrays.fill(left, Integer.MAX_VALUE);
    Arrays.fill(right, Integer.MIN_VALUE);
    for (int row = 0; row < rows; row++) {
      int from = (box[1] + row) * width;
      int first = box[0];
      while (first < box[2] && ids[from + first] != id) {
        first++;
      }
      if (first == box[2]) {
        continue;
      }
      int last = box[2] - 1;
      while (ids[from + last] != id) {
        last--;
      }
      for (int edge = row; edge <= row + 1; edge++) {
        left[edge] = Math.min(left[edge], first);
        right[edge] = Math.max(right[edge], last + 1);
      }
    }
    return chain(right, 1) - chain(left, -1);
  }

  /**
   * Area between a column of 0 and the hull's one side.
   *
   * @param side 1 when the hull bends outwards to the right
   */
  private static double chain(int[] x, int side) {
    int[] hull = new int[x.length];
    int size = 0;
    for (int y = 0; y < x.length; y++) {
      if (x[y] == Integer.MAX_VALUE || x[y] == Integer.MIN_VALUE) {
        continue;
      }
      while (size >= 2 && isInside(x, hull[size - 2], hull[size - 1], y, side)) {
        size--;
      }
      hull[size++] = y;
    }
    double area = 0;
    for (int i = 1; i < size; i++) {
      area += 0.5 * (x[hull[i - 1]] + x[hull[i]]) * (hull[i] - hull[i - 1]);
    }
    return area;
  }

  private static boolean isInside(int[] x, int before, int middle, int after, int side) {
    long onLine =
        (long) (x[after] - x[before]) * (middle - before) + (long) x[before] * (after - before);
    return side * ((long) x[middle] * (after - before) - onLine) <= 0;
  }
}
