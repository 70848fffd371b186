package io.panoptes.segment.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Small frozen graphs for tests of other packages, which know no TensorFlow. */
public final class TinyGraphs {

  private TinyGraphs() {}

  /** Doubles an image and labels each pixel by its strongest channel. */
  public static void doublesAndLabels(Path file, int side) throws IOException {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<TFloat32> image =
          ops.withName("image")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, side, side, 3)));
      ops.withName("doubled").math.add(image, image);
      ops.withName("labels").math.argMax(image, ops.constant(3), TInt64.class);
      Files.write(file, graph.toGraphDef().toByteArray());
    }
  }

  /** Gives an image's mean red, green and blue as {@code mean}. */
  public static void meanColour(Path file, int side) throws IOException {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<TFloat32> image =
          ops.withName("image")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, side, side, 3)));
      ops.withName("mean").math.mean(image, ops.constant(new int[] {1, 2}));
      Files.write(file, graph.toGraphDef().toByteArray());
    }
  }

  /** Gives an image's last channel as {@code mask}. */
  public static void lastChannel(Path file, int side, int channels) throws IOException {
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Placeholder<TFloat32> image =
          ops.withName("image")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, side, side, channels)));
      ops.withName("mask")
          .slice(
              image,
              ops.constant(new int[] {0, 0, 0, channels - 1}),
              ops.constant(new int[] {-1, -1, -1, 1}));
      Files.write(file, graph.toGraphDef().toByteArray());
    }
  }
}
