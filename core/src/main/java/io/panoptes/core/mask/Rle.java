package io.panoptes.core.mask;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A binary mask as COCO's run lengths: column by column, counts of zeros and ones by turns, zeros
 * first. The sum of the counts is width times height.
 */
public final class Rle {

  private final int width;
  private final int height;
  private final int[] counts;
  private final long area;

  /**
   * @param counts ownership passes to the new object; only the first may be 0 by custom, though any
   *     may
   */
  public Rle(int width, int height, int[] counts) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "mask of %d x %d pixels must have at least one".formatted(width, height));
    }
    long sum = 0;
    long ones = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new IllegalArgumentException("run " + i + " has the length " + counts[i]);
      }
      sum += counts[i];
      ones += (i & 1) == 1 ? counts[i] : 0;
    }
    if (sum != (long) width * height) {
      throw new IllegalArgumentException(
          "runs add up to %d pixels, the mask of %d x %d has %d"
              .formatted(sum, width, height, (long) width * height));
    }
    this.width = width;
    this.height = height;
    this.counts = counts;
    this.area = ones;
  }

  /**
   * The pixels whose label fulfils {@code inside}.
   *
   * @param labels row-major, {@code width * height} of them
   */
  public static Rle of(int width, int height, int[] labels, IntPredicate inside) {
    Runs runs = new Runs();
    for (int x = 0; x < width; x++) {
      for (int y = 0, at = x; y < height; y++, at += width) {
        runs.add(inside.test(labels[at]), 1);
      }
    }
    return new Rle(width, height, runs.counts());
  }

  /**
   * The pixels of a segment; looks only inside the segment's box.
   *
   * @param segment an entry of the map's table
   */
  public static Rle of(SegmentMap map, Segment segment) {
    int width = map.width();
    int height = map.height();
    Box box = segment.box().clip(width, height);
    int top = (int) box.top();
    int bottom = (int) Math.ceil(box.bottom());
    int left = (int) box.left();
    int right = (int) Math.ceil(box.right());
    char[] ids = map.ids();
    int id = segment.id();
    Runs runs = new Runs();
    runs.add(false, left * height);
    for (int x = left; x < right; x++) {
      runs.add(false, top);
      for (int y = top, at = top * width + x; y < bottom; y++, at += width) {
        runs.add(ids[at] == id, 1);
      }
      runs.add(false, height - bottom);
    }
    runs.add(false, (width - right) * height);
    return new Rle(width, height, runs.counts());
  }

  /** Collects runs from the first column on. */
  private static final class Runs {
    private int[] counts = new int[16];
    private int size;
    private int run;
    private boolean value;

    void add(boolean next, int pixels) {
      if (pixels == 0) {
        return;
      }
      if (next != value) {
        end();
        value = next;
      }
      run += pixels;
    }

    private void end() {
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, 2 * size);
      }
      counts[size++] = run;
      run = 0;
    }

    int[] counts() {
      end();
      return Arrays.copyOf(counts, size);
    }
  }

  /** A mask without a pixel. */
  public static Rle empty(int width, int height) {
    return new Rle(width, height, new int[] {width * height});
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The runs, not a copy: read only. */
  public int[] counts() {
    return counts;
  }

  /** Pixels of the mask, at least 0. */
  public long area() {
    return area;
  }

  /** Writes {@code label} into row-major labels of the mask's size wherever the mask is set. */
  public void paint(int[] labels, int label) {
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      if ((i & 1) == 1) {
        for (int k = at; k < at + counts[i]; k++) {
          labels[k % height * width + k / height] = label;
        }
      }
      at += counts[i];
    }
  }

  /** Pixels that both masks have. */
  public long intersection(Rle other) {
    requireSameSize(other);
    long shared = 0;
    int a = 0;
    int b = 0;
    int restA = counts[0];
    int restB = other.counts[0];
    while (true) {
      while (restA == 0 && ++a < counts.length) {
        restA = counts[a];
      }
      while (restB == 0 && ++b < other.counts.length) {
        restB = other.counts[b];
      }
      if (a >= counts.length || b >= other.counts.length) {
        return shared;
      }
      int step = Math.min(restA, restB);
      shared += (a & b & 1) == 1 ? step : 0;
      restA -= step;
      restB -= step;
    }
  }

  /** Intersection over union, 0 to 1; 0 when the masks share no pixel. */
  public double iou(Rle other) {
    long shared = intersection(other);
    return shared == 0 ? 0 : (double) shared / (area + other.area - shared);
  }

  /** Share of this mask that lies in {@code other}, 0 to 1; 0 when they share no pixel. */
  public double shareInside(Rle other) {
    long shared = intersection(other);
    return shared == 0 ? 0 : (double) shared / area;
  }

  /** All pixels of at least one of the masks, which have the same size. */
  public static Rle union(List<Rle> masks) {
    Rle first = masks.get(0);
    if (masks.size() == 1) {
      return first;
    }
    int[] labels = new int[first.width * first.height];
    for (Rle mask : masks) {
      first.requireSameSize(mask);
      mask.paint(labels, 1);
    }
    return of(first.width, first.height, labels, label -> label == 1);
  }

  /**
   * The smallest half-open box, in whole pixels, around the mask; as in COCO's tools a run that
   * wraps from one column to the next reaches over the full height. Empty at (0, 0) without a
   * pixel.
   */
  public Box box() {
    if (area == 0) {
      return new Box(0, 0, 0, 0);
    }
    int left = width;
    int top = height;
    int right = -1;
    int bottom = -1;
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      if ((i & 1) == 1 && counts[i] > 0) {
        int last = at + counts[i] - 1;
        int firstColumn = at / height;
        int lastColumn = last / height;
        left = Math.min(left, firstColumn);
        right = Math.max(right, lastColumn);
        if (firstColumn == lastColumn) {
          top = Math.min(top, at % height);
          bottom = Math.max(bottom, last % height);
        } else {
          top = 0;
          bottom = height - 1;
        }
      }
      at += counts[i];
    }
    return new Box(left, top, right + 1, bottom + 1);
  }

  private void requireSameSize(Rle other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException(
          "masks of %d x %d and %d x %d pixels cannot be compared"
              .formatted(width, height, other.width, other.height));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rle rle
        && width == rle.width
        && height == rle.height
        && Arrays.equals(counts, rle.counts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "Rle[" + width + "x" + height + ", area " + area + "]";
  }
}
