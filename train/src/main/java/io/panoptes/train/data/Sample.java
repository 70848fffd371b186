package io.panoptes.train.data;

/**
 * One picture to learn from, with what a network should say of it. Targets lie on a grid of cells
 * of {@link #STRIDE} by {@link #STRIDE} pixels, row-major. Arrays are not copied: whoever makes a
 * sample gives it away.
 */
public final class Sample {

  /** Pixels of a cell each way. */
  public static final int STRIDE = 4;

  /** Label of cells of which nothing is known. */
  public static final byte VOID = -1;

  /** Label of cells of which only this is known: they do not have the label 0. */
  public static final byte NOT_FIRST = -2;

  private final int width;
  private final int height;
  private final float[] image;
  private final byte[] labels;
  private final float[] centres;
  private final byte[] centreMask;
  private final float[] offsets;
  private final byte[] offsetMask;

  /**
   * @param width pixels, a multiple of 32
   * @param height pixels, a multiple of 32
   * @param image height × width × 3 values from 0 to 255, red first
   * @param labels a category's index for each cell, {@link #VOID} or {@link #NOT_FIRST}
   * @param centres heat of instances' centres for each cell, 0 to 1
   * @param centreMask 1 where {@code centres} is to be believed
   * @param offsets for each cell rows and columns, in cells, from it to its instance's centre
   * @param offsetMask 1 where {@code offsets} is to be believed
   */
  public Sample(
      int width,
      int height,
      float[] image,
      byte[] labels,
      float[] centres,
      byte[] centreMask,
      float[] offsets,
      byte[] offsetMask) {
    if (width < 32 || height < 32 || width % 32 != 0 || height % 32 != 0) {
      throw new IllegalArgumentException(
          "sample of %dx%d; both sides must be multiples of 32".formatted(width, height));
    }
    int cells = width / STRIDE * (height / STRIDE);
    requireLength("image", image.length, 3 * width * height);
    requireLength("labels", labels.length, cells);
    requireLength("centres", centres.length, cells);
    requireLength("centreMask", centreMask.length, cells);
    requireLength("offsets", offsets.length, 2 * cells);
    requireLength("offsetMask", offsetMask.length, cells);
    this.width = width;
    this.height = height;
    this.image = image;
    this.labels = labels;
    this.centres = centres;
    this.centreMask = centreMask;
    this.offsets = offsets;
    this.offsetMask = offsetMask;
  }

  private static void requireLength(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "%s has %d values; %d are needed".formatted(name, actual, expected));
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public float[] image() {
    return image;
  }

  public byte[] labels() {
    return labels;
  }

  public float[] centres() {
    return centres;
  }

  public byte[] centreMask() {
    return centreMask;
  }

  public float[] offsets() {
    return offsets;
  }

  public byte[] offsetMask() {
    return offsetMask;
  }
}
