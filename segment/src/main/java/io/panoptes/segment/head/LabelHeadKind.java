package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.model.ModelManifest;

/**
 * One label a pixel ({@code label-map}), or one score a pixel and label of which the largest wins
 * ({@code logits}).
 */
record LabelHeadKind(String name) implements HeadKind {

  static final String LOGITS = "logits";

  @Override
  public HeadSpec read(ConfigNode head) {
    boolean logits = name.equals(LOGITS);
    return new LabelHeadSpec(
        head.requiredText(logits ? LOGITS : "labels"),
        logits,
        head.choice("layout", ModelManifest.Layout.NHWC),
        head.number("min-area", 0.0005, 0, 1));
  }
}
