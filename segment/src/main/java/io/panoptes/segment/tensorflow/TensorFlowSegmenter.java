package io.panoptes.segment.tensorflow;

import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.InputTensor;
import io.panoptes.segment.model.LabelMaps;
import io.panoptes.segment.model.ModelManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** A TensorFlow model that labels every pixel. All tensors live for one call only. */
final class TensorFlowSegmenter implements Segmenter {

  private final String name;
  private final ModelManifest manifest;
  private final LoadedGraph graph;
  private final Output<?> input;
  private final Output<?> output;
  private final boolean batches;

  private TensorFlowSegmenter(String name, ModelManifest manifest, LoadedGraph graph) {
    this.name = name;
    this.manifest = manifest;
    this.graph = graph;
    this.input = graph.tensor("input", manifest.input().name());
    this.output = graph.tensor("output", manifest.output().name());
    Shape shape = input.shape();
    this.batches = shape.isUnknown() || shape.numDimensions() == 0 || shape.get(0) == -1;
    checkInputShape(shape);
  }

  /**
   * Loads a model.
   *
   * @param threads inside TensorFlow, 0 for its own choice
   * @throws SegmenterException when it cannot be loaded or is another than the manifest says
   */
  static TensorFlowSegmenter open(String name, ModelManifest manifest, int threads) {
    LoadedGraph graph = LoadedGraph.open(manifest, threads);
    try {
      return new TensorFlowSegmenter(name, manifest, graph);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private void checkInputShape(Shape shape) {
    if (shape.isUnknown()) {
      return;
    }
    Shape wanted = inputShape(1);
    boolean fits = shape.numDimensions() == 4;
    for (int i = 1; fits && i < 4; i++) {
      fits = shape.get(i) == -1 || shape.get(i) == wanted.get(i);
    }
    if (!fits) {
      throw new SegmenterException(
          "input '%s' has the shape %s where the manifest's size and layout make %s"
              .formatted(manifest.input().name(), shape, wanted));
    }
  }

  private Shape inputShape(int pictures) {
    ModelManifest.Input spec = manifest.input();
    return spec.layout() == ModelManifest.Layout.NHWC
        ? Shape.of(pictures, spec.height(), spec.width(), 3)
        : Shape.of(pictures, 3, spec.height(), spec.width());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void warmUp() {
    run(List.of(Image.allocate(manifest.input().width(), manifest.input().height())));
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    List<Image> images = batch.stream().map(Picture::image).toList();
    if (batches) {
      return run(images);
    }
    List<Segmentation> results = new ArrayList<>(images.size());
    for (Image image : images) {
      results.addAll(run(List.of(image)));
    }
    return results;
  }

  private List<Segmentation> run(List<Image> images) {
    try (Tensor pictures = pictures(images);
        Result result = graph.session().runner().feed(input, pictures).fetch(output).run()) {
      return decode(result.get(0), images);
    } catch (SegmenterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SegmenterException("TensorFlow cannot run " + name + ": " + e.getMessage(), e);
    }
  }

  private Tensor pictures(List<Image> images) {
    int each = 3 * manifest.input().width() * manifest.input().height();
    float[] values = new float[images.size() * each];
    for (int i = 0; i < images.size(); i++) {
      InputTensor.write(images.get(i), manifest.input(), values, i * each);
    }
    if (manifest.input().type() == ModelManifest.Type.FLOAT) {
      return TFloat32.tensorOf(inputShape(images.size()), DataBuffers.of(values, true, false));
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
    }
    return TUint8.tensorOf(inputShape(images.size()), DataBuffers.of(bytes, true, false));
  }

  private List<Segmentation> decode(Tensor tensor, List<Image> images) {
    OutputShape shape = OutputShape.of(tensor.shape(), manifest.output(), images.size());
    int pixels = shape.width() * shape.height();
    float[] floats = null;
    int[] labels = null;
    if (manifest.output().kind() == ModelManifest.Kind.LOGITS) {
      floats = floats(tensor);
    } else {
      labels = labels(tensor);
    }
    boolean planar = manifest.output().layout() == ModelManifest.Layout.NCHW;
    List<Segmentation> results = new ArrayList<>(images.size());
    for (int i = 0; i < images.size(); i++) {
      int from = i * pixels * shape.labels();
      int[] one =
          labels == null
              ? LabelMaps.largest(
                  Arrays.copyOfRange(floats, from, from + pixels * shape.labels()),
                  shape.labels(),
                  pixels,
                  planar)
              : Arrays.copyOfRange(labels, from, from + pixels);
      results.add(
          LabelMaps.toSegmentation(
              one,
              shape.width(),
              shape.height(),
              images.get(i).width(),
              images.get(i).height(),
              manifest.categories(),
              manifest.minArea()));
    }
    return results;
  }

  private float[] floats(Tensor tensor) {
    if (!(tensor instanceof TFloat32)) {
      throw new SegmenterException(
          "output '%s' is %s; logits must be FLOAT"
              .formatted(manifest.output().name(), tensor.dataType()));
    }
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  private int[] labels(Tensor tensor) {
    int[] labels = new int[Math.toIntExact(tensor.shape().size())];
    TType typed = (TType) tensor;
    if (typed instanceof TInt32) {
      tensor.asRawTensor().data().asInts().read(labels);
    } else if (typed instanceof TInt64) {
      long[] values = new long[labels.length];
      tensor.asRawTensor().data().asLongs().read(values);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Math.toIntExact(values[i]);
      }
    } else if (typed instanceof TUint8) {
      byte[] values = new byte[labels.length];
      tensor.asRawTensor().data().read(values);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = values[i] & 0xFF;
      }
    } else if (typed instanceof TFloat32) {
      float[] values = floats(tensor);
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Math.round(values[i]);
      }
    } else {
      throw new SegmenterException(
          "output '%s' is %s; a label map must be INT32, INT64, UINT8 or FLOAT"
              .formatted(manifest.output().name(), tensor.dataType()));
    }
    return labels;
  }

  @Override
  public void close() {
    graph.close();
  }
}
