package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.model.ModelManifest;
import java.util.List;
import java.util.Map;

/**
 * A head for outputs that label every pixel.
 *
 * @param output name of the tensor
 * @param values what it has
 * @param minArea smallest thing as a share of the frame's area; raising it leaves out specks
 */
record LabelHeadSpec(String output, Values values, ModelManifest.Layout layout, double minArea)
    implements HeadSpec {

  /** What an output has for each pixel. */
  enum Values {
    /** Its label. */
    LABELS("labels"),
    /** A logit for each label. */
    LOGITS("logits"),
    /** A probability for each label. */
    PROBABILITIES("probabilities");

    final String key;

    Values(String key) {
      this.key = key;
    }
  }

  @Override
  public List<HeadTensor> tensors() {
    return List.of(
        new HeadTensor(values.key, output, values == Values.LABELS ? List.of(3, 4) : List.of(4)));
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new LabelHead(this, categories);
  }
}
