package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;

/** Panoptic maps that are ready, as deeplab2's graphs give them. */
record PanopticMapHeadKind(String name) implements HeadKind {

  @Override
  public HeadSpec read(ConfigNode head) {
    return new PanopticMapHeadSpec(
        head.requiredText("map"),
        (int) head.integer("label-divisor", 1000, 1, 1_000_000),
        (int) head.integer("void-label", -1, -1, 1_000_000));
  }
}
