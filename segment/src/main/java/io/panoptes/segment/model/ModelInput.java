package io.panoptes.segment.model;

import java.util.List;

/**
 * What a model takes: {@code (value * scale - mean) / std} of each channel, in the input's order of
 * channels.
 *
 * @param size of the pictures
 * @param scale what bytes are multiplied with before all else
 * @param mean of each channel, after scaling
 * @param std of each channel, after scaling
 * @param fit how a frame of another size gets in
 */
public record ModelInput(
    String name,
    Size size,
    ModelManifest.Layout layout,
    Colour colour,
    Type type,
    double scale,
    List<Double> mean,
    List<Double> std,
    Fit fit) {

  /** Order of the channels. */
  public enum Colour {
    RGB,
    BGR
  }

  /** Type of the numbers. */
  public enum Type {
    FLOAT,
    UINT8
  }

  /** How a frame of another size gets in. */
  public enum FitMode {
    /** Each direction by its own factor, so that the input is full. */
    STRETCH,
    /** Both directions by the same factor; the rest is filled. */
    LETTERBOX
  }

  /** Where a letterboxed frame lies. */
  public enum Align {
    CENTRE,
    /** The upper left corner. */
    CORNER
  }

  /**
   * Size of the pictures.
   *
   * @param width 0 for the frame's own, rounded up to a multiple
   * @param height the same; both or none are 0
   * @param multipleOf what width and height must be multiples of in a model that takes any size; 0
   *     for a model that takes the one size only
   * @param maxSide longest side that a frame's own size may have, 0 for any; larger frames are
   *     shrunk
   * @param minSide shortest that a frame's longer side may be, 0 for any; smaller frames are
   *     enlarged
   */
  public record Size(int width, int height, int multipleOf, int maxSide, int minSide) {

    public Size(int width, int height, int multipleOf) {
      this(width, height, multipleOf, 0, 0);
    }

    public Size {
      if (minSide < 0 || minSide > 0 && (maxSide > 0 && minSide > maxSide || width > 0)) {
        throw new IllegalArgumentException(
            "shortest longer side %d must be 0 to the longest, %d, and 0 for a given size"
                .formatted(minSide, maxSide));
      }
      if (maxSide < 0 || maxSide > 0 && multipleOf > 0 && maxSide % multipleOf != 0) {
        throw new IllegalArgumentException(
            "longest side %d must be a multiple of %d, or 0 for any"
                .formatted(maxSide, multipleOf));
      }
      if (width < 0 || height < 0 || multipleOf < 0 || (width == 0) != (height == 0)) {
        throw new IllegalArgumentException(
            "size %dx%d (multiples of %d) must be positive".formatted(width, height, multipleOf));
      }
      if (width == 0 && multipleOf == 0) {
        throw new IllegalArgumentException("a size must be given or any multiple be allowed");
      }
      if (multipleOf > 0 && (width % multipleOf != 0 || height % multipleOf != 0)) {
        throw new IllegalArgumentException(
            "size %dx%d must be multiples of %d".formatted(width, height, multipleOf));
      }
    }

    /** Whether the model takes any size that is a multiple. */
    public boolean isDynamic() {
      return multipleOf > 0;
    }
  }

  /**
   * How a frame of another size gets in.
   *
   * @param pad what surrounds a letterboxed frame, from 0 to 255 before scaling
   */
  public record Fit(FitMode mode, double pad, Align align) {

    public static final Fit STRETCHED = new Fit(FitMode.STRETCH, 0, Align.CENTRE);
  }

  public ModelInput {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != 3 || std.size() != 3) {
      throw new IllegalArgumentException(
          "mean %s and std %s must have 3 numbers each".formatted(mean, std));
    }
  }

  /** The same input with pictures of another size. */
  public ModelInput withSize(Size other) {
    return new ModelInput(name, other, layout, colour, type, scale, mean, std, fit);
  }

  /** Shape of a batch. */
  public int[] shape(int pictures, int width, int height) {
    return layout == ModelManifest.Layout.NHWC
        ? new int[] {pictures, height, width, 3}
        : new int[] {pictures, 3, height, width};
  }
}
