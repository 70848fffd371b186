package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.model.ModelManifest;
import java.util.List;
import java.util.Map;

/**
 * A head for outputs that label every pixel.
 *
 * @param output name of the tensor
 * @param logits whether it has a score for each label, instead of the label
 * @param minArea smallest thing as a share of the frame's area; raising it leaves out specks
 */
record LabelHeadSpec(String output, boolean logits, ModelManifest.Layout layout, double minArea)
    implements HeadSpec {

  @Override
  public List<HeadTensor> tensors() {
    return List.of(
        logits
            ? new HeadTensor("logits", output, List.of(4))
            : new HeadTensor("labels", output, List.of(3, 4)));
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new LabelHead(this, categories);
  }
}
