package io.panoptes.segment.tensorflow;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;

/**
 * A model that TensorFlow runs. Outputs live for one run only, memory for inputs as long as the
 * model.
 */
final class TensorFlowRuntime implements ModelRuntime {

  private final LoadedGraph graph;

  /** Tensors that have been asked for by kind and name. */
  private final Map<String, Output<?>> found = new HashMap<>();

  private final Map<String, TensorFlowInput> memory = new HashMap<>();

  private TensorFlowRuntime(LoadedGraph graph) {
    this.graph = graph;
  }

  /**
   * Loads a model.
   *
   * @throws SegmenterException when it cannot be loaded
   */
  static TensorFlowRuntime open(
      ModelManifest manifest, ModelManifest.ModelFile file, RuntimeOptions options) {
    return new TensorFlowRuntime(LoadedGraph.open(manifest, file, options));
  }

  @Override
  public List<TensorSpec> inputs() {
    return graph.inputs().stream().map(this::input).toList();
  }

  @Override
  public List<TensorSpec> outputs() {
    return graph.outputs().stream().map(this::output).toList();
  }

  @Override
  public TensorSpec input(String name) {
    return spec(name, tensor("input", name));
  }

  @Override
  public TensorSpec output(String name) {
    return spec(name, tensor("output", name));
  }

  private Output<?> tensor(String what, String name) {
    return found.computeIfAbsent(what + " " + name, key -> graph.tensor(what, name));
  }

  private static TensorSpec spec(String name, Output<?> tensor) {
    Shape shape = tensor.shape();
    if (shape.isUnknown()) {
      return TensorSpec.unranked(name, Tensors.type(tensor.dataType()));
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < shape.numDimensions(); i++) {
      sizes.add(Math.toIntExact(shape.get(i)));
    }
    return TensorSpec.of(name, Tensors.type(tensor.dataType()), sizes);
  }

  @Override
  public Map<String, ModelTensor> run(Map<String, ModelTensor> inputs, Collection<String> outputs) {
    try {
      Session.Runner runner = graph.session().runner();
      for (Map.Entry<String, ModelTensor> input : inputs.entrySet()) {
        Output<?> tensor = tensor("input", input.getKey());
        TensorFlowInput fed =
            memory.computeIfAbsent(
                input.getKey(), name -> new TensorFlowInput(name, Tensors.type(tensor.dataType())));
        runner.feed(tensor, fed.tensor(input.getValue()));
      }
      for (String output : outputs) {
        runner.fetch(tensor("output", output));
      }
      return run(runner, outputs);
    } catch (SegmenterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SegmenterException(
          "TensorFlow cannot run the model on %s: %s"
              .formatted(new TreeMap<>(inputs), e.getMessage()),
          e);
    }
  }

  private static Map<String, ModelTensor> run(Session.Runner runner, Collection<String> outputs) {
    try (Result result = runner.run()) {
      Map<String, ModelTensor> given = new HashMap<>();
      int index = 0;
      for (String output : outputs) {
        given.put(output, Tensors.toHeap(output, result.get(index)));
        index++;
      }
      return given;
    }
  }

  @Override
  public void close() {
    memory.values().forEach(TensorFlowInput::close);
    graph.close();
  }
}
