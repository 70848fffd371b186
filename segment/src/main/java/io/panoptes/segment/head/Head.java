package io.panoptes.segment.head;

import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.List;
import java.util.Map;

/** Turns what a model gives into segments. One thread at a time uses an instance. */
public interface Head {

  /**
   * Decodes a batch.
   *
   * @param outputs of one run, by the names that {@link HeadSpec#tensors} asks for
   * @param placements how each picture of the batch lies in the model's input
   * @return one result a picture, in the same order, each of its frame's size
   * @throws SegmenterException when the outputs are not what the head needs
   */
  List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements);
}
