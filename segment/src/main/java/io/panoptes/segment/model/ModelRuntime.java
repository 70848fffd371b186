package io.panoptes.segment.model;

import io.panoptes.segment.SegmenterException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A loaded model that can be run: TensorFlow's or ONNX Runtime's. One thread at a time uses it, not
 * always the same one. Native memory of a run is given back before the run returns; the model's own
 * is given back by {@link #close}.
 */
public interface ModelRuntime extends AutoCloseable {

  /** What the model takes, by the names that its signature or graph gives. */
  List<TensorSpec> inputs();

  /** What the model gives; of a graph without a signature, the tensors that nothing else reads. */
  List<TensorSpec> outputs();

  /**
   * The input of a name.
   *
   * @throws SegmenterException when there is none; the message has the names that exist
   */
  default TensorSpec input(String name) {
    return TensorSpecs.find("input", name, inputs());
  }

  /**
   * The output of a name.
   *
   * @throws SegmenterException when there is none; the message has the names that exist
   */
  default TensorSpec output(String name) {
    return TensorSpecs.find("output", name, outputs());
  }

  /**
   * Runs the model once.
   *
   * @param inputs every input that the wanted outputs need, by name
   * @param outputs names of the wanted outputs
   * @return the wanted outputs by name
   * @throws SegmenterException when the model refuses the inputs or fails
   */
  Map<String, ModelTensor> run(Map<String, ModelTensor> inputs, Collection<String> outputs);

  /** Gives native memory back. Called once, after the last run. */
  @Override
  void close();
}
