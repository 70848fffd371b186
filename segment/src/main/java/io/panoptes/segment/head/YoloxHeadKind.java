package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Boxes on grids, after YOLOX (Ge et al., 2021). */
record YoloxHeadKind(String name) implements HeadKind {

  @Override
  public HeadSpec read(ConfigNode head) {
    InstanceHeadKind.requireFill(head);
    List<Integer> strides = new ArrayList<>();
    for (ConfigNode item : head.list("strides")) {
      strides.add((int) Math.round(item.asNumber(8, 1, 1024)));
    }
    return new YoloxHeadSpec(
        head.requiredText("output"),
        strides.isEmpty() ? List.of(8, 16, 32) : strides,
        DetectionFilter.read(head, NonMaximumSuppression.Mode.PER_CLASS));
  }
}
