package io.panoptes.segment.interactive;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.PromptResult;

/** A score for each pixel of a part of a picture, as a model gave it at some size of its own. */
final class MaskScores {

  private final float[] scores;
  private final int width;
  private final int height;

  private MaskScores(float[] scores, int width, int height) {
    this.scores = scores;
    this.width = width;
    this.height = height;
  }

  /**
   * One of the masks of one picture.
   *
   * @param tensor {@code [h, w]} with any number of ones in front or behind, or {@code [1, masks,
   *     h, w]}
   * @param index of the mask
   * @throws SegmenterException when it is of another shape
   */
  static MaskScores of(String name, ModelTensor tensor, int index) {
    int[] shape = tensor.shape();
    int last = shape.length;
    while (last > 2 && shape[last - 1] == 1 && shape[last - 2] != 1) {
      last--;
    }
    if (last < 2 || tensor.size() == 0) {
      throw wrong(name, tensor);
    }
    int width = shape[last - 1];
    int height = shape[last - 2];
    int masks = tensor.size() / (width * height);
    boolean onePicture = masks == 1 || last == shape.length && shape[last - 3] == masks;
    if (!onePicture || index >= masks) {
      throw wrong(name, tensor);
    }
    float[] scores = new float[width * height];
    System.arraycopy(tensor.floats(), index * scores.length, scores, 0, scores.length);
    return new MaskScores(scores, width, height);
  }

  private static SegmenterException wrong(String name, ModelTensor tensor) {
    return new SegmenterException(
        "output '%s' is %s; the masks of one picture, [1, masks, h, w], are expected"
            .formatted(name, tensor));
  }

  /** The same scores as probabilities. */
  MaskScores sigmoid() {
    float[] probabilities = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) (1 / (1 + Math.exp(-scores[i])));
    }
    return new MaskScores(probabilities, width, height);
  }

  /**
   * The score at a place, interpolated between pixels.
   *
   * @param x from 0 at the left edge to 1 at the right one
   * @param y from 0 at the upper edge to 1 at the lower one
   */
  float at(double x, double y) {
    double column = Math.max(0, Math.min(width - 1, x * width - 0.5));
    double row = Math.max(0, Math.min(height - 1, y * height - 0.5));
    int left = (int) column;
    int top = (int) row;
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double upper = mix(scores[top * width + left], scores[top * width + right], column - left);
    double lower =
        mix(scores[bottom * width + left], scores[bottom * width + right], column - left);
    return (float) mix(upper, lower, row - top);
  }

  private static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  /** Where a part of a frame lies in the scores, each direction from 0 to 1. */
  record Window(double left, double top, double width, double height) {}

  /**
   * A mask of the frame.
   *
   * @param area the part of the frame that is looked at; the rest is outside
   * @param window where that part lies in the scores
   * @param threshold scores above it are inside
   */
  Mask mask(int frameWidth, int frameHeight, Area area, Window window, double threshold) {
    byte[] inside = new byte[frameWidth * frameHeight];
    for (int y = Math.max(0, area.top()); y < Math.min(frameHeight, area.bottom()); y++) {
      double v = window.top + (y + 0.5 - area.top()) / area.height() * window.height;
      for (int x = Math.max(0, area.left()); x < Math.min(frameWidth, area.right()); x++) {
        double u = window.left + (x + 0.5 - area.left()) / area.width() * window.width;
        inside[y * frameWidth + x] = (byte) (at(u, v) > threshold ? 1 : 0);
      }
    }
    return new Mask(frameWidth, frameHeight, inside);
  }

  /** The same, scored by the mean of what is inside; the scores must be probabilities. */
  PromptResult result(int frameWidth, int frameHeight, Area area, Window window, double threshold) {
    Mask mask = mask(frameWidth, frameHeight, area, window, threshold);
    double sum = 0;
    int count = 0;
    for (float score : scores) {
      if (score > threshold) {
        sum += score;
        count++;
      }
    }
    double mean = count == 0 || mask.area() == 0 ? 0 : sum / count;
    return new PromptResult(mask, Math.max(0, Math.min(1, mean)));
  }
}
