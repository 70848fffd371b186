package io.panoptes.segment.tensorflow;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Graph graph;
  private final Session session;
  private final AutoCloseable owner;

  /** Tensor names by the names that the model's signatures give them. */
  private final Map<String, String> aliases;

  private LoadedGraph(
      Graph graph, Session session, AutoCloseable owner, Map<String, String> aliases) {
    this.graph = graph;
    this.session = session;
    this.owner = owner;
    this.aliases = aliases;
  }

  static LoadedGraph open(ModelManifest manifest, int threads) {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .build();
    try {
      return manifest.format() == ModelManifest.Format.FROZEN_GRAPH
          ? frozen(manifest.folder().resolve(manifest.files().get(0).path()), config)
          : savedModel(manifest.folder(), config);
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
      return new LoadedGraph(graph, new Session(graph, config), graph, Map.of());
    } catch (RuntimeException | IOException e) {
      graph.close();
      throw e;
    }
  }

  private static LoadedGraph savedModel(Path folder, ConfigProto config) {
    SavedModelBundle bundle =
        SavedModelBundle.loader(folder.toString()).withTags("serve").withConfigProto(config).load();
    Map<String, String> aliases = new TreeMap<>();
    for (SignatureDef signature : bundle.metaGraphDef().getSignatureDefMap().values()) {
      addAliases(aliases, signature.getInputsMap());
      addAliases(aliases, signature.getOutputsMap());
    }
    return new LoadedGraph(bundle.graph(), bundle.session(), bundle, aliases);
  }

  private static void addAliases(Map<String, String> aliases, Map<String, TensorInfo> tensors) {
    tensors.forEach((name, info) -> aliases.put(name, info.getName()));
  }

  Session session() {
    return session;
  }

  /**
   * The tensor behind a name that a signature or the graph itself gives.
   *
   * @throws SegmenterException when there is none; the message has the names that exist
   */
  Output<?> tensor(String what, String name) {
    String full = aliases.getOrDefault(name, name);
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
          "the model has no %s tensor '%s'; it has %s".formatted(what, name, names()));
    }
    return found.output(index);
  }

  private String names() {
    if (!aliases.isEmpty()) {
      return String.join(", ", aliases.keySet());
    }
    TreeSet<String> names = new TreeSet<>();
    graph.operations().forEachRemaining(operation -> names.add(operation.name()));
    return String.join(", ", names);
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
