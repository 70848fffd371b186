package io.panoptes.sink;

/** Further formats that the results can be written in, each at a cost. */
public enum Export {
  /** A PNG of segment ids for each frame and one JSON, as COCO's panoptic task has them. */
  COCO_PANOPTIC
}
