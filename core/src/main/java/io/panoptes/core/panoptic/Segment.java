package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;

/**
 * One entry of a panoptic frame's segment table.
 *
 * @param id its pixels in the {@link SegmentMap}, 1 to 65535
 * @param category what it is
 * @param score confidence, 0 to 1
 * @param areaPixels how many pixels of the map carry the id, at least 1
 * @param box the smallest half-open box around those pixels
 */
public record Segment(int id, Category category, double score, int areaPixels, Box box) {

  public Segment {
    if (id < 1 || id > SegmentMap.MAX_ID) {
      throw new IllegalArgumentException("segment id " + id + " must be 1 to 65535; 0 is void");
    }
    requireNonNull(category, "category is null");
    requireNonNull(box, "box is null");
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException(
          "score " + score + " of segment " + id + " must be 0 to 1");
    }
    if (areaPixels < 1) {
      throw new IllegalArgumentException(
          "segment " + id + " has " + areaPixels + " pixels; a segment without pixels is left out");
    }
  }
}
