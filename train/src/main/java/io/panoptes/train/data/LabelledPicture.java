package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A picture and the segment of each of its pixels, row-major: 0 for void, which is not known, else
 * one more than the index of the segment. The array is not copied.
 */
public final class LabelledPicture {

  /** Most segments of a picture. */
  public static final int MOST_SEGMENTS = 255;

  private final Pixels pixels;
  private final byte[] ids;
  private final List<LabelledSegment> segments;

  public LabelledPicture(Pixels pixels, byte[] ids, List<LabelledSegment> segments) {
    this.pixels = requireNonNull(pixels, "pixels is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.segments = List.copyOf(segments);
    if (ids.length != pixels.width() * pixels.height() || segments.size() > MOST_SEGMENTS) {
      throw new IllegalArgumentException(
          "picture of %dx%d has %d ids and %d segments; one id a pixel and at most %d segments"
              .formatted(
                  pixels.width(), pixels.height(), ids.length, segments.size(), MOST_SEGMENTS));
    }
  }

  public Pixels pixels() {
    return pixels;
  }

  public int width() {
    return pixels.width();
  }

  public int height() {
    return pixels.height();
  }

  /** The segments of the pixels, not a copy: read only. */
  public byte[] ids() {
    return ids;
  }

  public List<LabelledSegment> segments() {
    return segments;
  }
}
