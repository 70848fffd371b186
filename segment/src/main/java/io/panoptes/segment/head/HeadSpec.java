package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import java.util.List;
import java.util.Map;

/** What a manifest says of a model's head; a value, from which heads are made. */
public interface HeadSpec {

  /** The outputs that the head needs; they are compared with the graph when a model is opened. */
  List<HeadTensor> tensors();

  /**
   * A head with memory of its own.
   *
   * @param categories what the model's labels mean
   */
  Head open(Map<Integer, Category> categories);
}
