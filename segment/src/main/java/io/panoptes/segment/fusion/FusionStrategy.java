package io.panoptes.segment.fusion;

/** Published ways to paint instances over semantics; they differ in nothing but thresholds here. */
public enum FusionStrategy {
  /** COCO's panopticapi, {@code combine_semantic_and_instance_predictions}. */
  PANOPTICAPI,
  /** detectron2's panoptic FPN, {@code combine_semantic_and_instance_outputs}. */
  DETECTRON2
}
