package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.head.InstanceHeadSpec.BoxFormat;
import io.panoptes.segment.head.InstanceHeadSpec.BoxShape;
import io.panoptes.segment.head.InstanceHeadSpec.BoxUnits;
import io.panoptes.segment.head.InstanceHeadSpec.MaskKind;
import io.panoptes.segment.head.InstanceHeadSpec.MaskSource;
import io.panoptes.segment.model.ModelManifest;

/**
 * Boxes with masks: {@code instances} after Mask R-CNN (He et al., 2017) and after models that give
 * masks of the whole picture, {@code prototypes} after YOLACT (Bolya et al., 2019), and {@code
 * boxes} of detectors.
 */
record InstanceHeadKind(String name) implements HeadKind {

  static final String INSTANCES = "instances";
  static final String PROTOTYPES = "prototypes";
  static final String BOXES = "boxes";

  /** How far a mask reaches. */
  private enum MaskArea {
    BOX,
    INPUT
  }

  /** What a mask's numbers are. */
  private enum MaskValues {
    PROBABILITIES,
    LOGITS
  }

  @Override
  public HeadSpec read(ConfigNode head) {
    boolean prototypes = name.equals(PROTOTYPES);
    return new InstanceHeadSpec(
        head.requiredText("boxes"),
        head.requiredText("scores"),
        head.text("classes", ""),
        (int) head.integer("first-label", 0, 0, 60_000),
        new BoxShape(
            head.choice("box-format", BoxFormat.YXYX),
            head.choice("box-units", BoxUnits.NORMALISED)),
        readMasks(head),
        DetectionFilter.read(
            head,
            prototypes ? NonMaximumSuppression.Mode.PER_CLASS : NonMaximumSuppression.Mode.NONE));
  }

  private MaskSource readMasks(ConfigNode head) {
    return switch (name) {
      case PROTOTYPES ->
          new MaskSource(
              MaskKind.PROTOTYPES,
              head.requiredText("coefficients"),
              head.requiredText("prototypes"),
              head.choice("layout", ModelManifest.Layout.NHWC),
              true,
              threshold(head));
      case BOXES -> {
        requireFill(head);
        yield new MaskSource(MaskKind.FILL, "", "", ModelManifest.Layout.NHWC, false, 0.5);
      }
      default -> {
        MaskArea area = head.choice("mask-area", MaskArea.BOX);
        yield new MaskSource(
            area == MaskArea.BOX ? MaskKind.BOX : MaskKind.INPUT,
            head.requiredText("masks"),
            "",
            ModelManifest.Layout.NHWC,
            head.choice("mask-values", MaskValues.PROBABILITIES) == MaskValues.LOGITS,
            threshold(head));
      }
    };
  }

  private static double threshold(ConfigNode head) {
    return head.number("mask-threshold", 0.5, 0.001, 0.999);
  }

  /** Boxes are no masks: whoever fills them must say so. */
  static void requireFill(ConfigNode head) {
    if (!head.bool("fill-boxes", false)) {
      head.problem(
          "has boxes without masks; write 'fill-boxes: true' to take whole boxes as things, alone or"
              + " cut to another model's pixels by fusion with 'masks: semantic'");
    }
  }
}
