package io.panoptes.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.TensorSpec;
import io.panoptes.segment.model.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model that ONNX Runtime runs. Tensors live for one run only; memory for inputs that come from
 * the heap is used again. The library's environment belongs to the process: it is made once, quiet
 * and without telemetry, and never closed.
 */
final class OnnxRuntime implements ModelRuntime {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<TensorSpec> inputs;
  private final List<TensorSpec> outputs;
  private final Map<String, OnnxInput> memory = new HashMap<>();

  private OnnxRuntime(OrtEnvironment environment, OrtSession session) throws OrtException {
    this.environment = environment;
    this.session = session;
    this.inputs = specs(session.getInputInfo());
    this.outputs = specs(session.getOutputInfo());
  }

  /**
   * Loads a model.
   *
   * @throws SegmenterException when it cannot be loaded
   */
  static OnnxRuntime open(Path file, RuntimeOptions options) {
    try {
      OrtEnvironment environment = environment();
      try (OrtSession.SessionOptions sessionOptions = OnnxDevices.sessionOptions(options)) {
        OrtSession session = environment.createSession(file.toString(), sessionOptions);
        try {
          return new OnnxRuntime(environment, session);
        } catch (OrtException | RuntimeException e) {
          session.close();
          throw e;
        }
      }
    } catch (OrtException e) {
      throw new SegmenterException(
          "ONNX Runtime cannot load the model " + file + ": " + e.getMessage(), e);
    }
  }

  private static OrtEnvironment environment() throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "panoptes");
    environment.setTelemetry(false);
    return environment;
  }

  private static List<TensorSpec> specs(Map<String, NodeInfo> nodes) {
    List<TensorSpec> specs = new ArrayList<>();
    for (NodeInfo node : nodes.values()) {
      if (node.getInfo() instanceof TensorInfo info) {
        specs.add(spec(node.getName(), info));
      } else {
        specs.add(TensorSpec.unranked(node.getName(), TensorType.OTHER));
      }
    }
    return List.copyOf(specs);
  }

  private static TensorSpec spec(String name, TensorInfo info) {
    List<Integer> sizes = new ArrayList<>();
    for (long size : info.getShape()) {
      sizes.add(size < 0 ? -1 : Math.toIntExact(size));
    }
    return TensorSpec.of(name, OnnxTensors.type(info.type), sizes);
  }

  @Override
  public List<TensorSpec> inputs() {
    return inputs;
  }

  @Override
  public List<TensorSpec> outputs() {
    return outputs;
  }

  @Override
  public Map<String, ModelTensor> run(Map<String, ModelTensor> fed, Collection<String> wanted) {
    wanted.forEach(this::output);
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, ModelTensor> entry : fed.entrySet()) {
        tensors.put(entry.getKey(), toNative(entry.getKey(), entry.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors, new LinkedHashSet<>(wanted))) {
        Map<String, ModelTensor> given = new HashMap<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
          given.put(entry.getKey(), OnnxTensors.toHeap(entry.getKey(), entry.getValue()));
        }
        return given;
      }
    } catch (OrtException e) {
      throw new SegmenterException(
          "ONNX Runtime cannot run the model on %s: %s"
              .formatted(new TreeMap<>(fed), e.getMessage()),
          e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor toNative(String name, ModelTensor tensor) throws OrtException {
    TensorSpec spec = input(name);
    if (!spec.accepts(tensor.shape())) {
      throw new SegmenterException(
          "input '%s' has the shape %s, got %s".formatted(name, spec.shapeText(), tensor));
    }
    return memory
        .computeIfAbsent(name, key -> new OnnxInput(name, spec.type()))
        .tensor(environment, tensor);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new SegmenterException("ONNX Runtime cannot close the model: " + e.getMessage(), e);
    }
  }
}
