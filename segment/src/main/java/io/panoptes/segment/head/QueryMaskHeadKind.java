package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;

/** A class and a mask for each query, after Mask2Former (Cheng et al., 2022). */
record QueryMaskHeadKind(String name) implements HeadKind {

  @Override
  public HeadSpec read(ConfigNode head) {
    return new QueryMaskHeadSpec(
        head.requiredText("classes"),
        head.requiredText("masks"),
        head.number("score-threshold", 0.8, 0, 1),
        head.number("overlap", 0.8, 0, 1));
  }
}
