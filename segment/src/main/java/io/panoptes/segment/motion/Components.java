package io.panoptes.segment.motion;

import java.util.Arrays;

/**
 * Connected components of a mask, eight neighbours, numbered from 1 in the order of their first
 * pixel. Reuses its memory from call to call. Not safe for threads.
 */
public final class Components {

  private final int width;
  private final int height;
  private final int[] labels;
  private int[] parent = new int[256];
  private int count;
  private int[] area = new int[0];
  private int[] left = new int[0];
  private int[] top = new int[0];
  private int[] right = new int[0];
  private int[] bottom = new int[0];

  public Components(int width, int height) {
    this.width = width;
    this.height = height;
    this.labels = new int[width * height];
  }

  /**
   * Finds the components.
   *
   * @param mask not 0 is inside
   * @return how many there are
   */
  public int find(byte[] mask) {
    int next = 1;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (mask[i] == 0) {
          labels[i] = 0;
          continue;
        }
        int label = x > 0 ? labels[i - 1] : 0;
        if (y > 0) {
          label = join(label, labels[i - width]);
          if (x > 0) {
            label = join(label, labels[i - width - 1]);
          }
          if (x + 1 < width) {
            label = join(label, labels[i - width + 1]);
          }
        }
        if (label == 0) {
          if (next == parent.length) {
            parent = Arrays.copyOf(parent, 2 * next);
          }
          parent[next] = next;
          label = next++;
        }
        labels[i] = label;
      }
    }
    count = 0;
    int[] number = new int[next];
    for (int label = 1; label < next; label++) {
      number[label] = parent[label] == label ? ++count : number[root(label)];
    }
    measure(number);
    return count;
  }

  private int join(int a, int b) {
    if (a == 0 || a == b || b == 0) {
      return a == 0 ? b : a;
    }
    int low = root(a);
    int high = root(b);
    if (low > high) {
      int swap = low;
      low = high;
      high = swap;
    }
    parent[high] = low;
    return low;
  }

  private int root(int label) {
    int root = label;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  private void measure(int[] number) {
    area = new int[count + 1];
    left = new int[count + 1];
    top = new int[count + 1];
    right = new int[count + 1];
    bottom = new int[count + 1];
    Arrays.fill(left, Integer.MAX_VALUE);
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (labels[i] != 0) {
          int c = number[labels[i]];
          labels[i] = c;
          if (area[c]++ == 0) {
            top[c] = y;
          }
          left[c] = Math.min(left[c], x);
          right[c] = Math.max(right[c], x + 1);
          bottom[c] = y + 1;
        }
      }
    }
  }

  /** How many the last call found. */
  public int count() {
    return count;
  }

  /** The component of each pixel, 0 outside; not a copy, valid until the next call. */
  public int[] labels() {
    return labels;
  }

  public int area(int component) {
    return area[component];
  }

  /** The smallest box around it. */
  public Region box(int component) {
    return new Region(left[component], top[component], right[component], bottom[component]);
  }
}
