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
  private final boolean firstIsComplete;

  public LabelledPicture(Pixels pixels, byte[] ids, List<LabelledSegment> segments) {
    this(pixels, ids, segments, false);
  }

  /**
   * @param firstIsComplete whether everything of the label 0 is a segment, so that void is
   *     something else
   */
  public LabelledPicture(
      Pixels pixels, byte[] ids, List<LabelledSegment> segments, boolean firstIsComplete) {
    this.pixels = requireNonNull(pixels, "pixels is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.segments = List.copyOf(segments);
    this.firstIsComplete = firstIsComplete;
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

  /** Whether void is known not to have the label 0. */
  public boolean firstIsComplete() {
    return firstIsComplete;
  }

  public List<LabelledSegment> segments() {
    return segments;
  }
}
