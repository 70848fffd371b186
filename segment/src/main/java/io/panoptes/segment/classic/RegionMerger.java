package io.panoptes.segment.classic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Dissolves regions that are too small, or so thin that no pixel lies inside, in the neighbour
 * whose mean colour is nearest. A region's neighbours touch it by an edge. Used once.
 */
public final class RegionMerger {

  private final WorkPicture picture;
  private final Regions regions;
  private final int[] parent;
  private final long[] area;
  private final double[] sums;
  private final boolean[] solid;
  private final List<Set<Integer>> neighbours = new ArrayList<>();

  private record Waiting(int region, long area) {}

  private RegionMerger(WorkPicture picture, Regions regions) {
    this.picture = picture;
    this.regions = regions;
    int size = regions.count() + 1;
    parent = new int[size];
    area = new long[size];
    sums = new double[3 * size];
    solid = new boolean[size];
    for (int region = 0; region < size; region++) {
      parent[region] = region;
      neighbours.add(new HashSet<>());
    }
    measure();
  }

  /**
   * Dissolves the regions below an area and the thin ones, the smallest first.
   *
   * @param minArea in pixels; a region without neighbours stays
   */
  public static Regions merge(WorkPicture picture, Regions regions, double minArea) {
    RegionMerger merger = new RegionMerger(picture, regions);
    merger.dissolve(minArea);
    return merger.result();
  }

  private void measure() {
    int[] labels = regions.labels();
    float[] lab = picture.lab();
    int width = regions.width();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      area[label]++;
      for (int c = 0; c < 3; c++) {
        sums[3 * label + c] += lab[3 * i + c];
      }
      if ((i + 1) % width != 0) {
        touch(label, labels[i + 1]);
      }
      if (i + width < labels.length) {
        touch(label, labels[i + width]);
      }
      solid[label] = solid[label] || isInside(labels, i, width);
    }
  }

  /** Whether all eight neighbours that the picture has belong to the same region. */
  private static boolean isInside(int[] labels, int i, int width) {
    int x = i % width;
    int left = x > 0 ? -1 : 0;
    int right = x + 1 < width ? 1 : 0;
    int up = i >= width ? -width : 0;
    int down = i + width < labels.length ? width : 0;
    int label = labels[i];
    return labels[i + left] == label
        && labels[i + right] == label
        && labels[i + up] == label
        && labels[i + down] == label
        && labels[i + up + left] == label
        && labels[i + up + right] == label
        && labels[i + down + left] == label
        && labels[i + down + right] == label;
  }

  private boolean isTooSmall(int region, double minArea) {
    return area[region] < minArea || !solid[region];
  }

  private void touch(int one, int other) {
    if (one != other && one != 0 && other != 0) {
      neighbours.get(one).add(other);
      neighbours.get(other).add(one);
    }
  }

  private void dissolve(double minArea) {
    PriorityQueue<Waiting> small =
        new PriorityQueue<>(
            Comparator.comparingLong(Waiting::area).thenComparingInt(Waiting::region));
    for (int region = 1; region < parent.length; region++) {
      if (isTooSmall(region, minArea)) {
        small.add(new Waiting(region, area[region]));
      }
    }
    while (!small.isEmpty()) {
      Waiting next = small.remove();
      int region = next.region();
      if (parent[region] != region || area[region] != next.area()) {
        continue;
      }
      int nearest = nearest(region);
      if (nearest == 0) {
        continue;
      }
      int merged = join(region, nearest);
      if (isTooSmall(merged, minArea)) {
        small.add(new Waiting(merged, area[merged]));
      }
    }
  }

  private int nearest(int region) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int other : neighbours.get(region)) {
      double distance = distance(region, other);
      if (distance < least || (distance == least && other < best)) {
        least = distance;
        best = other;
      }
    }
    return best;
  }

  private double distance(int one, int other) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = sums[3 * one + c] / area[one] - sums[3 * other + c] / area[other];
      sum += d * d;
    }
    return sum;
  }

  /** Puts the one with fewer neighbours into the other; gives the one that stays. */
  private int join(int one, int other) {
    boolean swap = neighbours.get(one).size() > neighbours.get(other).size();
    int from = swap ? other : one;
    int into = swap ? one : other;
    parent[from] = into;
    area[into] += area[from];
    solid[into] |= solid[from];
    for (int c = 0; c < 3; c++) {
      sums[3 * into + c] += sums[3 * from + c];
    }
    for (int beyond : neighbours.get(from)) {
      Set<Integer> theirs = neighbours.get(beyond);
      theirs.remove(from);
      if (beyond != into) {
        theirs.add(into);
        neighbours.get(into).add(beyond);
      }
    }
    neighbours.get(from).clear();
    return into;
  }

  private Regions result() {
    int[] labels = regions.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      while (parent[label] != label) {
        label = parent[label];
      }
      labels[i] = label;
    }
    return Regions.numbered(regions.width(), regions.height(), labels);
  }
}
