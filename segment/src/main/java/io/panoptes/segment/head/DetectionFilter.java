package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.fusion.FusionSettings;
import io.panoptes.segment.fusion.FusionSettings.LooseThings;
import io.panoptes.segment.fusion.FusionSettings.Masks;

/**
 * Which of a model's detections become things.
 *
 * @param score least score; raising it finds fewer
 * @param mode which boxes compete
 * @param iou what two boxes that both stay may share; lowering it drops more
 * @param most things of a picture, the best
 * @param overlap a thing is left out when better ones cover more than this share of it
 */
record DetectionFilter(
    double score, NonMaximumSuppression.Mode mode, double iou, int most, double overlap) {

  static DetectionFilter read(ConfigNode head, NonMaximumSuppression.Mode mode) {
    return new DetectionFilter(
        head.number("score-threshold", 0.5, 0, 1),
        head.choice("nms", mode),
        head.number("nms-iou", 0.5, 0, 1),
        (int) head.integer("most", 100, 1, 10_000),
        head.number("overlap", 0.5, 0, 1));
  }

  FusionSettings fusion() {
    return new FusionSettings(score, overlap, 0, LooseThings.VOID, Masks.OWN);
  }
}
