package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import java.util.List;
import java.util.Map;

/**
 * A head for maps whose numbers are {@code label * divisor + instance}.
 *
 * @param map output {@code [n, h, w]}, whole numbers
 * @param voidLabel label of nothing, −1 when there is none
 */
record PanopticMapHeadSpec(String map, int divisor, int voidLabel) implements HeadSpec {

  @Override
  public List<HeadTensor> tensors() {
    return List.of(new HeadTensor("map", map, List.of(3)));
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new PanopticMapHead(this, categories);
  }
}
