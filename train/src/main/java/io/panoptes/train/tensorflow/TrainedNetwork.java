package io.panoptes.train.tensorflow;

import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A network with fixed weights, batch normalisation folded in. Owns native memory; one thread at a
 * time.
 */
public final class TrainedNetwork implements AutoCloseable {

  /** Names of the exported model's input and outputs. */
  public static final String IMAGE = "image";

  public static final String SEMANTIC = "semantic";
  public static final String CENTRE = "centre";
  public static final String OFFSET = "offset";

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> image;
  private final PanopticNetwork.Outputs outputs;

  /**
   * @param weights of {@link io.panoptes.train.Checkpoint#weights()}
   * @throws IllegalArgumentException when they are of another architecture
   */
  public TrainedNetwork(Architecture architecture, Map<String, Parameter> weights, int threads) {
    Ops tf = Ops.create(graph);
    image =
        tf.withName("input")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
    outputs = new PanopticNetwork(tf, new FoldedLayers(tf, weights), architecture).build(image);
    session = new Session(graph, TrainingGraph.config(RuntimeOptions.cpu().withThreads(threads)));
  }

  /**
   * What the network says of one picture, row-major on a grid of cells of 4 × 4 pixels.
   *
   * @param semantic a score for each cell and label
   * @param centre heat of each cell
   * @param offset rows and columns to the centre for each cell, in cells
   */
  public record Answer(Parameter semantic, Parameter centre, Parameter offset) {}

  /**
   * @param pixels height × width × 3, 0 to 255, red first; both sides multiples of 32
   */
  public Answer run(float[] pixels, int width, int height) {
    try (TFloat32 picture =
            TFloat32.tensorOf(Shape.of(1, height, width, 3), DataBuffers.of(pixels, true, false));
        Result result =
            session
                .runner()
                .feed(image, picture)
                .fetch(outputs.semantic())
                .fetch(outputs.centre())
                .fetch(outputs.offset())
                .run()) {
      return new Answer(
          TrainingGraph.parameter(result.get(0)),
          TrainingGraph.parameter(result.get(1)),
          TrainingGraph.parameter(result.get(2)));
    }
  }

  /** Writes a SavedModel with the signature {@code serving_default}. */
  public void export(Path folder) throws IOException {
    Signature signature =
        Signature.builder()
            .key(Signature.DEFAULT_KEY)
            .input(IMAGE, image)
            .output(SEMANTIC, outputs.semantic())
            .output(CENTRE, outputs.centre())
            .output(OFFSET, outputs.offset())
            .build();
    SavedModelBundle.exporter(folder.toString())
        .withFunction(SessionFunction.create(signature, session))
        .export();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
