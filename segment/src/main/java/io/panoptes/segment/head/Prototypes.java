package io.panoptes.segment.head;

import io.panoptes.core.geometry.Box;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelTensor;
import java.util.Arrays;
import java.util.Map;

/** Masks that are mixed from prototypes: the sigmoid of their sum, weighted by coefficients. */
final class Prototypes {

  private final float[] values;
  private final int from;
  private final int cellStep;
  private final int prototypeStep;
  private final int count;
  private final int width;
  private final int height;
  private final float[] coefficients;

  Prototypes(
      InstanceHeadSpec.MaskSource source,
      Map<String, ModelTensor> outputs,
      int picture,
      int pictures) {
    ModelTensor tensor = outputs.get(source.prototypes());
    ModelTensor weights = outputs.get(source.output());
    boolean planar = source.layout() == ModelManifest.Layout.NCHW;
    height = tensor.dimension(planar ? -2 : -3);
    width = tensor.dimension(planar ? -1 : -2);
    count = tensor.dimension(planar ? -3 : -1);
    if (tensor.size() != pictures * width * height * count
        || tensor.size() == 0
        || weights.dimension(-1) != count) {
      throw new SegmenterException(
          "output '%s' has the shape %s and '%s' %s; as many prototypes as coefficients, for %d pictures, are expected"
              .formatted(
                  source.prototypes(),
                  Arrays.toString(tensor.shape()),
                  source.output(),
                  Arrays.toString(weights.shape()),
                  pictures));
    }
    values = tensor.floats();
    from = picture * width * height * count;
    cellStep = planar ? 1 : count;
    prototypeStep = planar ? width * height : 1;
    coefficients = weights.floats();
  }

  static float probability(float logit) {
    return (float) (1 / (1 + Math.exp(-logit)));
  }

  /**
   * One thing's mask.
   *
   * @param row of its coefficients
   * @param box outside of which, by more than a cell, nothing is computed
   */
  MaskGrid grid(int row, Box box, InputFrame frame) {
    Box input = frame.input();
    int left = cell(box.left(), input.left(), input.width(), width, -2);
    int right = cell(box.right(), input.left(), input.width(), width, 2);
    int top = cell(box.top(), input.top(), input.height(), height, -2);
    int bottom = cell(box.bottom(), input.top(), input.height(), height, 2);
    float[] mask = new float[width * height];
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int at = from + (y * width + x) * cellStep;
        float sum = 0;
        for (int p = 0; p < count; p++, at += prototypeStep) {
          sum += values[at] * coefficients[row * count + p];
        }
        mask[y * width + x] = probability(sum);
      }
    }
    return new MaskGrid(mask, 0, 1, width, height, input, false);
  }

  private static int cell(double at, double start, double length, int cells, int margin) {
    double cell = Math.floor((at - start) / length * cells) + margin;
    return (int) Math.max(0, Math.min(cells, cell));
  }
}
