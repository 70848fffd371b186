package io.panoptes.eval;

import io.panoptes.core.mask.Rle;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A picture of integer labels, row-major. The array is owned by this object: it is not copied, for
 * speed, and nobody may change it afterwards.
 */
public final class LabelMap {

  private final int width;
  private final int height;
  private final int[] labels;

  /**
   * @param labels row-major, {@code width * height} of them; ownership passes to the new object
   */
  public LabelMap(int width, int height, int[] labels) {
    if (width < 1 || height < 1 || labels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "label map of %d x %d pixels needs as many labels, got %d"
              .formatted(width, height, labels.length));
    }
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The label at column x and row y. */
  public int at(int x, int y) {
    return labels[y * width + x];
  }

  /** The labels themselves, row-major, not a copy: read only. */
  public int[] labels() {
    return labels;
  }

  /** The pixels whose label fulfils {@code inside}. */
  public Rle mask(IntPredicate inside) {
    return Rle.of(width, height, labels, inside);
  }

  /**
   * @throws MalformedEntryException when the other map has another size
   */
  public void requireSameSize(LabelMap other) {
    if (width != other.width || height != other.height) {
      throw new MalformedEntryException(
          "",
          "prediction has %d x %d pixels and ground truth %d x %d; they must agree"
              .formatted(other.width, other.height, width, height));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap map
        && width == map.width
        && height == map.height
        && Arrays.equals(labels, map.labels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "LabelMap[" + width + "x" + height + "]";
  }
}
