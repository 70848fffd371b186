package io.panoptes.segment.model;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.head.HeadTensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Compares what a manifest says of inputs and outputs with what the graph declares. */
public final class ModelChecks {

  private ModelChecks() {}

  /**
   * How many pictures the model takes at once, -1 for any number.
   *
   * @throws SegmenterException when the input is missing, or of another shape or type
   */
  static int pictures(ModelInput input, ModelRuntime runtime) {
    return channels(input, 3, runtime);
  }

  /**
   * The same of an input with more channels than a picture has.
   *
   * @throws SegmenterException when the input is missing, or of another shape or type
   */
  public static int channels(ModelInput input, int channels, ModelRuntime runtime) {
    TensorSpec spec = runtime.input(input.name());
    TensorType wanted = input.type() == ModelInput.Type.FLOAT ? TensorType.FLOAT : TensorType.UINT8;
    if (spec.type() != wanted) {
      throw new SegmenterException(
          "input '%s' takes %s where the manifest says %s"
              .formatted(input.name(), spec.type(), wanted));
    }
    if (!spec.ranked()) {
      return -1;
    }
    int[] shape = input.shape(-1, input.size().width(), input.size().height());
    shape[input.layout() == ModelManifest.Layout.NHWC ? 3 : 1] = channels;
    boolean fits = spec.shape().size() == shape.length && spec.dimension(0) != 0;
    for (int i = 1; fits && i < shape.length; i++) {
      int declared = spec.dimension(i);
      fits = declared == -1 || declared == shape[i];
    }
    if (!fits) {
      throw new SegmenterException(
          "input '%s' has the shape %s where the manifest's size and layout make %s"
              .formatted(
                  input.name(), spec.shapeText(), Arrays.toString(shape).replace(" 0", " -1")));
    }
    return spec.dimension(0);
  }

  /**
   * Makes sure that the graph gives what the head needs.
   *
   * @throws SegmenterException when an output is missing, or of another shape or type
   */
  static void outputs(List<HeadTensor> tensors, ModelRuntime runtime) {
    for (HeadTensor tensor : tensors) {
      TensorSpec spec = numbers(tensor.role(), tensor.name(), runtime);
      if (spec.ranked() && !tensor.ranks().contains(spec.shape().size())) {
        throw new SegmenterException(
            "output '%s' (%s) has the shape %s; %s dimensions are needed"
                .formatted(
                    tensor.name(),
                    tensor.role(),
                    spec.shapeText(),
                    tensor.ranks().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" or "))));
      }
    }
  }

  /**
   * Makes sure that the graph gives an output that can be read.
   *
   * @param role the manifest's key for it
   * @throws SegmenterException when it is missing or no numbers
   */
  public static TensorSpec numbers(String role, String name, ModelRuntime runtime) {
    TensorSpec spec = runtime.output(name);
    if (spec.type() == TensorType.OTHER) {
      throw new SegmenterException(
          "output '%s' (%s) has no numbers that can be read; name another".formatted(name, role));
    }
    return spec;
  }
}
