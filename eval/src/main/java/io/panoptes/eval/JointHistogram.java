package io.panoptes.eval;

import java.util.Arrays;

/**
 * How many pixels carry each pair of labels in two maps of the same size. Runs of equal pairs are
 * counted at once, so that the cost is one pass over the pixels plus one table access for each run.
 * Pairs keep the order of their first appearance. Not for several threads while it is filled.
 */
public final class JointHistogram {

  private int[] first = new int[64];
  private int[] second = new int[64];
  private long[] counts = new long[64];
  private int size;
  private int[] slots = new int[256];

  /** Counts the pairs of two maps of the same length. */
  public static JointHistogram of(int[] first, int[] second) {
    JointHistogram histogram = new JointHistogram();
    histogram.addAll(first, second);
    return histogram;
  }

  /** Adds the pairs of two more maps of the same length. */
  public void addAll(int[] firstLabels, int[] secondLabels) {
    if (firstLabels.length != secondLabels.length) {
      throw new IllegalArgumentException(
          "label maps have %d and %d pixels".formatted(firstLabels.length, secondLabels.length));
    }
    int length = firstLabels.length;
    int i = 0;
    while (i < length) {
      int a = firstLabels[i];
      int b = secondLabels[i];
      int start = i;
      do {
        i++;
      } while (i < length && firstLabels[i] == a && secondLabels[i] == b);
      add(a, b, i - start);
    }
  }

  /** Adds {@code count} pixels of one pair. */
  public void add(int a, int b, long count) {
    int mask = slots.length - 1;
    int slot = hash(a, b) & mask;
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (first[index] == a && second[index] == b) {
        counts[index] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (size == first.length) {
      first = Arrays.copyOf(first, 2 * size);
      second = Arrays.copyOf(second, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    first[size] = a;
    second[size] = b;
    counts[size] = count;
    size++;
    slots[slot] = size;
    if (2 * size > slots.length) {
      rehash();
    }
  }

  public void addAll(JointHistogram other) {
    for (int i = 0; i < other.size; i++) {
      add(other.first[i], other.second[i], other.counts[i]);
    }
  }

  /** How many different pairs there are. */
  public int size() {
    return size;
  }

  /** The label in the first map of pair {@code index}, 0 to size − 1. */
  public int first(int index) {
    return first[index];
  }

  /** The label in the second map of pair {@code index}, 0 to size − 1. */
  public int second(int index) {
    return second[index];
  }

  /** How many pixels carry pair {@code index}, at least 1. */
  public long count(int index) {
    return counts[index];
  }

  private void rehash() {
    slots = new int[4 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = hash(first[i], second[i]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = i + 1;
    }
  }

  private static int hash(int a, int b) {
    int h = a * 0x9E3779B9 + b * 0x85EBCA6B;
    h ^= h >>> 15;
    h *= 0x2C1B3C6D;
    return h ^ (h >>> 13);
  }
}
