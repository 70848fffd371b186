package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import java.util.List;
import java.util.Map;

/**
 * A head for queries.
 *
 * @param classes output {@code [n, queries, labels + 1]} of logits, the last one for no object
 * @param masks output {@code [n, queries, h, w]} of logits
 * @param score probability above which a query counts
 * @param overlap a query is left out when it wins less than this share of its own mask
 * @param contest how queries compete for pixels
 */
record QueryMaskHeadSpec(
    String classes, String masks, double score, double overlap, MaskContest contest)
    implements HeadSpec {

  @Override
  public List<HeadTensor> tensors() {
    return List.of(
        new HeadTensor("classes", classes, List.of(3)), new HeadTensor("masks", masks, List.of(4)));
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new QueryMaskHead(this, categories);
  }
}
