package io.panoptes.segment.prompt;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Which pixels of a picture belong to one thing. Immutable: nobody may change the array. */
public final class Mask {

  private final int width;
  private final int height;
  private final byte[] inside;
  private final int area;

  /**
   * @param inside row-major, {@code width * height} of them, not 0 is inside; ownership passes to
   *     the new object
   */
  public Mask(int width, int height, byte[] inside) {
    requireNonNull(inside, "inside is null");
    if (width < 1 || height < 1 || inside.length != (long) width * height) {
      throw new IllegalArgumentException(
          "mask of %d x %d pixels needs as many values, got %d"
              .formatted(width, height, inside.length));
    }
    this.width = width;
    this.height = height;
    this.inside = inside;
    int count = 0;
    for (byte value : inside) {
      count += value != 0 ? 1 : 0;
    }
    this.area = count;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The values themselves, row-major, not 0 is inside; not a copy: read only. */
  public byte[] inside() {
    return inside;
  }

  /** Whether the pixel at column x and row y is inside. */
  public boolean at(int x, int y) {
    return inside[y * width + Objects.checkIndex(x, width)] != 0;
  }

  /** How many pixels are inside. */
  public int area() {
    return area;
  }

  /** The smallest box around the inside, empty when there is none. */
  public Optional<Box> box() {
    if (area == 0) {
      return Optional.empty();
    }
    int left = width;
    int top = height;
    int right = 0;
    int bottom = 0;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (inside[i] != 0) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    return Optional.of(new Box(left, top, right, bottom));
  }

  /** Intersection over union with a mask of the same size, 0 to 1; 0 when both are empty. */
  public double iou(Mask other) {
    if (other.width != width || other.height != height) {
      throw new IllegalArgumentException(
          "masks of %dx%d and %dx%d cannot be compared"
              .formatted(width, height, other.width, other.height));
    }
    long both = 0;
    for (int i = 0; i < inside.length; i++) {
      both += inside[i] != 0 && other.inside[i] != 0 ? 1 : 0;
    }
    long union = (long) area + other.area - both;
    return union == 0 ? 0 : both / (double) union;
  }

  @Override
  public boolean equals(Object object) {
    if (!(object instanceof Mask other)
        || width != other.width
        || height != other.height
        || area != other.area) {
      return false;
    }
    for (int i = 0; i < inside.length; i++) {
      if ((inside[i] != 0) != (other.inside[i] != 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(new int[] {width, height, area});
    for (int i = 0; i < inside.length; i++) {
      hash = 31 * hash + (inside[i] != 0 ? 1 : 0);
    }
    return hash;
  }

  @Override
  public String toString() {
    return "Mask[" + width + "x" + height + ", " + area + " inside]";
  }
}
