package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import java.util.List;

/**
 * A class and a mask for each query, after Mask2Former (Cheng et al., 2022) or, where masks exclude
 * each other, kMaX-DeepLab (Yu et al., 2022).
 */
record QueryMaskHeadKind(String name) implements HeadKind {

  private static final String SIGMOID = "sigmoid";
  private static final String SOFTMAX = "softmax";

  @Override
  public HeadSpec read(ConfigNode head) {
    String classes = head.requiredText("classes");
    String masks = head.requiredText("masks");
    if (head.choice("mask-activation", SIGMOID, List.of(SIGMOID, SOFTMAX)).equals(SOFTMAX)) {
      return new QueryMaskHeadSpec(
          classes,
          masks,
          head.number("score-threshold", 0.7, 0, 1),
          head.number("overlap", 0, 0, 1),
          new SoftmaxContest(head.number("pixel-threshold", 0.4, 0, 1)));
    }
    return new QueryMaskHeadSpec(
        classes,
        masks,
        head.number("score-threshold", 0.8, 0, 1),
        head.number("overlap", 0.8, 0, 1),
        new ProductContest());
  }
}
