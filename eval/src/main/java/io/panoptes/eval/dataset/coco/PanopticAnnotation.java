package io.panoptes.eval.dataset.coco;

import java.util.List;

/**
 * What a COCO panoptic file says of one picture.
 *
 * @param image id of the picture
 * @param fileName the PNG in the folder of segmentations
 * @param segments in the order of the file
 */
public record PanopticAnnotation(String image, String fileName, List<SegmentInfo> segments) {

  /** Mark of an area that the file does not state. */
  public static final long NO_AREA = -1;

  public PanopticAnnotation {
    segments = List.copyOf(segments);
  }

  /**
   * @param id of its pixels in the PNG
   * @param category id
   * @param area in pixels, {@link #NO_AREA} when the file does not say
   * @param crowd whether it is a region of many objects
   */
  public record SegmentInfo(int id, int category, long area, boolean crowd) {}
}
