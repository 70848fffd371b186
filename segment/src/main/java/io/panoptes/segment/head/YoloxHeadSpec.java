package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import java.util.List;
import java.util.Map;

/**
 * A head for boxes on grids: middle and logarithm of the size in cells, objectness, and a score for
 * each label.
 *
 * @param output {@code [n, cells, 5 + labels]}, the cells of all grids one after the other
 * @param strides pixels of the input to a cell of each grid, in the output's order
 */
record YoloxHeadSpec(String output, List<Integer> strides, DetectionFilter filter)
    implements HeadSpec {

  YoloxHeadSpec {
    strides = List.copyOf(strides);
  }

  @Override
  public List<HeadTensor> tensors() {
    return List.of(new HeadTensor("output", output, List.of(3)));
  }

  @Override
  public Head open(Map<Integer, Category> categories) {
    return new YoloxHead(this, categories);
  }
}
