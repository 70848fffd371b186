package io.panoptes.segment.tensorflow;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A TensorFlow graph with its session, from a SavedModel or a frozen graph; closed by its owner.
 */
final class LoadedGraph implements AutoCloseable {

  /** The signature whose names count when others have the same. */
  private static final String SERVING = "serving_default";

  /** A signature that gives nothing. */
  private static final String INITIALISER = "__saved_model_init_op";

  private final Graph graph;
  private final Session session;
  private final AutoCloseable owner;

  /** Tensor names by the names that the model's signatures give them; none of a frozen graph. */
  private final Map<String, String> inputs;

  private final Map<String, String> outputs;

  private LoadedGraph(
      Graph graph,
      Session session,
      AutoCloseable owner,
      Map<String, String> inputs,
      Map<String, String> outputs) {
    this.graph = graph;
    this.session = session;
    this.owner = owner;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Loads a graph.
   *
   * @param file the frozen graph, or {@code saved_model.pb} in its folder
   * @throws SegmenterException when it cannot be loaded
   */
  static LoadedGraph open(
      ModelManifest manifest, ModelManifest.ModelFile file, RuntimeOptions options) {
    ConfigProto config = TensorFlowDevices.config(options);
    TensorFlowDevices.check(options.device(), config);
    Path path = manifest.folder().resolve(file.path());
    try {
      return manifest.format() == ModelManifest.Format.FROZEN_GRAPH
          ? frozen(path, config)
          : savedModel(path.toAbsolutePath().getParent(), config);
    } catch (SegmenterException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      throw new SegmenterException(
          "TensorFlow cannot load the model in " + manifest.folder() + ": " + e.getMessage(), e);
    }
  }

  private static LoadedGraph frozen(Path file, ConfigProto config) throws IOException {
    Graph graph = new Graph();
    try {
      graph.importGraphDef(GraphDef.parseFrom(Files.readAllBytes(file)));
      return new LoadedGraph(graph, new Session(graph, config), graph, Map.of(), Map.of());
    } catch (RuntimeException | IOException e) {
      graph.close();
      throw e;
    }
  }

  private static LoadedGraph savedModel(Path folder, ConfigProto config) {
    SavedModelBundle bundle =
        SavedModelBundle.loader(folder.toString()).withTags("serve").withConfigProto(config).load();
    Map<String, String> inputs = new TreeMap<>();
    Map<String, String> outputs = new TreeMap<>();
    Map<String, SignatureDef> signatures =
        new TreeMap<>(bundle.metaGraphDef().getSignatureDefMap());
    signatures.remove(INITIALISER);
    SignatureDef serving = signatures.remove(SERVING);
    if (serving != null) {
      addAliases(inputs, serving.getInputsMap());
      addAliases(outputs, serving.getOutputsMap());
    }
    for (SignatureDef signature : signatures.values()) {
      addAliases(inputs, signature.getInputsMap());
      addAliases(outputs, signature.getOutputsMap());
    }
    return new LoadedGraph(bundle.graph(), bundle.session(), bundle, inputs, outputs);
  }

  private static void addAliases(Map<String, String> aliases, Map<String, TensorInfo> tensors) {
    tensors.forEach((name, info) -> aliases.putIfAbsent(name, info.getName()));
  }

  Session session() {
    return session;
  }

  /** What the model takes: its signatures' names, or a graph's placeholders. */
  List<String> inputs() {
    return inputs.isEmpty() ? operations(true) : List.copyOf(inputs.keySet());
  }

  /** What the model gives: its signatures' names, or a graph's tensors that nothing reads. */
  List<String> outputs() {
    return outputs.isEmpty() ? operations(false) : List.copyOf(outputs.keySet());
  }

  private List<String> operations(boolean placeholders) {
    TreeSet<String> names = new TreeSet<>();
    Iterator<GraphOperation> operations = graph.operations();
    while (operations.hasNext()) {
      GraphOperation operation = operations.next();
      boolean placeholder = operation.type().startsWith("Placeholder");
      boolean wanted = placeholders ? placeholder : !placeholder && operation.numConsumers() == 0;
      if (wanted && operation.numOutputs() > 0) {
        names.add(operation.name());
      }
    }
    return List.copyOf(names);
  }

  /**
   * The tensor behind a name that a signature or the graph itself gives.
   *
   * @param what {@code input} or {@code output}, for messages
   * @throws SegmenterException when there is none; the message has the names that exist
   */
  Output<?> tensor(String what, String name) {
    boolean input = what.equals("input");
    String full =
        input
            ? inputs.getOrDefault(name, outputs.getOrDefault(name, name))
            : outputs.getOrDefault(name, inputs.getOrDefault(name, name));
    int colon = full.lastIndexOf(':');
    String operation = colon < 0 ? full : full.substring(0, colon);
    GraphOperation found = graph.operation(operation);
    int index = 0;
    if (found != null && colon >= 0) {
      try {
        index = Integer.parseInt(full.substring(colon + 1));
      } catch (NumberFormatException e) {
        index = -1;
      }
    }
    if (found == null || index < 0 || index >= found.numOutputs()) {
      throw new SegmenterException(
          "the model has no %s tensor '%s'; it has %s"
              .formatted(what, name, String.join(", ", input ? inputs() : outputs())));
    }
    return found.output(index);
  }

  @Override
  public void close() {
    if (owner != session) {
      session.close();
    }
    try {
      owner.close();
    } catch (Exception e) {
      throw new SegmenterException("TensorFlow cannot close the model: " + e.getMessage(), e);
    }
  }
}
