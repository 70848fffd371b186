package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Every kind of head. */
public final class Heads {

  private static final List<HeadKind> KINDS =
      List.of(
          new LabelHeadKind("label-map", LabelHeadSpec.Values.LABELS),
          new LabelHeadKind("logits", LabelHeadSpec.Values.LOGITS),
          new LabelHeadKind("probabilities", LabelHeadSpec.Values.PROBABILITIES),
          new PanopticDeepLabHeadKind("panoptic-deeplab"),
          new InstanceHeadKind(InstanceHeadKind.INSTANCES),
          new InstanceHeadKind(InstanceHeadKind.PROTOTYPES),
          new InstanceHeadKind(InstanceHeadKind.BOXES),
          new YoloxHeadKind("yolox"),
          new QueryMaskHeadKind("query-masks"),
          new PanopticMapHeadKind("panoptic-map"));

  private Heads() {}

  /**
   * Reads the section {@code head} of a manifest that segments, which is not of the kind {@value
   * EmbeddingSpec#KIND}; problems are recorded in its document.
   */
  public static HeadSpec read(ConfigNode head) {
    List<String> names = KINDS.stream().map(HeadKind::name).toList();
    List<String> allowed = new ArrayList<>(names);
    allowed.add(EmbeddingSpec.KIND);
    if (!head.has("kind")) {
      head.requiredText("kind");
    }
    String name = head.choice("kind", names.get(0), allowed);
    return KINDS.get(names.indexOf(name)).read(head);
  }
}
