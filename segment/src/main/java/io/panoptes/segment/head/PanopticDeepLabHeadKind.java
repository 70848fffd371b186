package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.model.ModelManifest;

/** Labels, heat of centres, and offsets to them, after Panoptic-DeepLab (Cheng et al., 2020). */
record PanopticDeepLabHeadKind(String name) implements HeadKind {

  @Override
  public HeadSpec read(ConfigNode head) {
    return new PanopticDeepLabHeadSpec(
        head.requiredText("semantic"),
        head.requiredText("centre"),
        head.requiredText("offset"),
        head.choice("layout", ModelManifest.Layout.NHWC),
        head.number("centre-threshold", 0.1, 0, 1),
        (int) head.integer("centre-window", 7, 1, 99),
        (int) head.integer("most-centres", 200, 1, 10_000),
        head.number("offset-unit", 1, 1e-6, 1e6),
        head.number("reach", 0, 0, 1000),
        head.number("join", 0, 0, 1),
        head.number("min-area", 0, 0, 1),
        head.number("min-stuff-area", 0, 0, 1));
  }
}
