package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import java.util.Optional;

/**
 * One entry of a panoptic frame's segment table.
 *
 * @param id its pixels in the {@link SegmentMap}, 1 to 65535
 * @param category what it is
 * @param score confidence, 0 to 1
 * @param areaPixels how many pixels of the map carry the id, at least 1
 * @param box the smallest half-open box around those pixels
 * @param appearance what it looks like, when somebody looked
 */
public record Segment(
    int id,
    Category category,
    double score,
    int areaPixels,
    Box box,
    Optional<Appearance> appearance) {

  public Segment {
    if (id < 1 || id > SegmentMap.MAX_ID) {
      throw new IllegalArgumentException("segment id " + id + " must be 1 to 65535; 0 is void");
    }
    requireNonNull(category, "category is null");
    requireNonNull(box, "box is null");
    requireNonNull(appearance, "appearance is null");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "score " + score + " of segment " + id + " must be 0 to 1");
    }
    if (areaPixels < 1) {
      throw new IllegalArgumentException(
          "segment " + id + " has " + areaPixels + " pixels; a segment without pixels is left out");
    }
  }

  /** A segment that nobody has looked at. */
  public Segment(int id, Category category, double score, int areaPixels, Box box) {
    this(id, category, score, areaPixels, box, Optional.empty());
  }

  /** The same with another score. */
  public Segment withScore(double newScore) {
    return new Segment(id, category, newScore, areaPixels, box, appearance);
  }

  /** The same with a look. */
  public Segment withAppearance(Appearance look) {
    return new Segment(id, category, score, areaPixels, box, Optional.of(look));
  }
}
