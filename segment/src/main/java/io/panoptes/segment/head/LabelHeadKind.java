package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.model.ModelManifest;

/**
 * One label a pixel ({@code label-map}), or one score a pixel and label of which the largest wins
 * ({@code logits}, {@code probabilities}).
 */
record LabelHeadKind(String name, LabelHeadSpec.Values values) implements HeadKind {

  @Override
  public HeadSpec read(ConfigNode head) {
    return new LabelHeadSpec(
        head.requiredText(values.key),
        values,
        head.choice("layout", ModelManifest.Layout.NHWC),
        head.number("min-area", 0.0005, 0, 1));
  }
}
