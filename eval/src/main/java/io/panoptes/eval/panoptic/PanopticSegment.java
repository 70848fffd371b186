package io.panoptes.eval.panoptic;

import io.panoptes.eval.MalformedEntryException;

/**
 * One entry of a picture's segment table.
 *
 * @param id its pixels in the label map, not 0, which is void
 * @param categoryId what it is
 * @param area in pixels as the table says; used for ground truth only, because predicted areas are
 *     counted in the map
 * @param crowd a region of many objects that are not told apart; ground truth only
 */
public record PanopticSegment(int id, int categoryId, long area, boolean crowd) {

  public PanopticSegment {
    if (id == 0) {
      throw new MalformedEntryException("segment 0", "the id 0 is void and cannot be a segment");
    }
    if (area < 0) {
      throw new MalformedEntryException(
          "segment " + id, "area " + area + " must be at least 0 pixels");
    }
  }
}
