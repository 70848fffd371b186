package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.model.ModelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A head for boxes, scores and masks, one of each a thing. Outputs of a model for one picture may
 * lack the first dimension.
 *
 * @param boxes output {@code [n, k, 4]}
 * @param scores output {@code [n, k]}, or {@code [n, k, labels]} of which the largest counts
 * @param classes output {@code [n, k]}; empty when scores have labels
 * @param firstLabel label of the first class
 * @param shape how boxes are written
 * @param masks where things' pixels come from
 */
record InstanceHeadSpec(
    String boxes,
    String scores,
    String classes,
    int firstLabel,
    BoxShape shape,
    MaskSource masks,
    DetectionFilter filter)
    implements HeadSpec {

  /** Order of a box's four numbers. */
  enum BoxFormat {
    /** Top, left, bottom, right. */
    YXYX,
    /** Left, top, right, bottom. */
    XYXY,
    /** Middle, width, height. */
    CXCYWH
  }

  /** What the numbers of boxes count. */
  enum BoxUnits {
    /** Shares of the input's width and height. */
    NORMALISED,
    /** Pixels of the input. */
    PIXELS
  }

  /** How boxes are written. */
  record BoxShape(BoxFormat format, BoxUnits units) {}

  /** Where things' pixels come from. */
  enum MaskKind {
    /** A small mask each, which fills the box. */
    BOX,
    /** A mask each of the whole input. */
    INPUT,
    /** A mixture of masks of the whole input, cut to the box. */
    PROTOTYPES,
    /** The box, filled. */
    FILL
  }

  /**
   * Where things' pixels come from.
   *
   * @param output with masks {@code [n, k, h, w]}, or {@code [n, k, labels, h, w]}; or with
   *     coefficients {@code [n, k, p]}; empty for filled boxes
   * @param prototypes output {@code [n, h, w, p]}, empty for other kinds
   * @param layout of the prototypes
   * @param logits whether masks are logits rather than probabilities; prototypes make logits
   * @param threshold least probability of a pixel
   */
  record MaskSource(
      MaskKind kind,
      String output,
      String prototypes,
      ModelManifest.Layout layout,
      boolean logits,
      double threshold) {}

  @Override
  public List<HeadTensor> tensors() {
    List<HeadTensor> tensors = new ArrayList<>();
    tensors.add(new HeadTensor("boxes", boxes, List.of(2, 3)));
    tensors.add(new HeadTensor("scores", scores, List.of(1, 2, 3)));
    if (!classes.isEmpty()) {
      tensors.add(new HeadTensor("classes", classes, List.of(1, 2)));
    }
    switch (masks.kind()) {
      case BOX, INPUT -> tensors.add(new HeadTensor("masks", masks.output(), List.of(3, 4, 5)));
      case PROTOTYPES -> {
        tensors.add(new HeadTensor("coefficients", masks.output(), List.of(2, 3)));
        tensors.add(new HeadTensor("prototypes", masks.prototypes(), List.of(3, 4)));
      }
      case FILL -> {
        // Boxes are all there is.
      }
    }
    return tensors;
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new InstanceHead(this, categories);
  }
}
