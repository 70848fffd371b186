package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Decodes an output that labels every pixel, or gives a score for each label. */
final class LabelHead implements Head {

  private final LabelHeadSpec spec;
  private final Map<Integer, Category> categories;

  LabelHead(LabelHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
  }

  @Override
  public List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements) {
    ModelTensor tensor = outputs.get(spec.output());
    boolean planar = spec.layout() == ModelManifest.Layout.NCHW && tensor.rank() == 4;
    int height = tensor.dimension(planar ? 2 : 1);
    int width = tensor.dimension(planar ? 3 : 2);
    int labels = tensor.rank() == 3 ? 1 : tensor.dimension(planar ? 1 : 3);
    boolean scored = spec.values() != LabelHeadSpec.Values.LABELS;
    if (tensor.dimension(0) != placements.size() || tensor.size() == 0 || !scored && labels != 1) {
      throw new SegmenterException(
          "output '%s' has the shape %s for %d pictures; a %s of layout %s is expected"
              .formatted(
                  spec.output(),
                  Arrays.toString(tensor.shape()),
                  placements.size(),
                  scored ? "[n, h, w, labels] or [n, labels, h, w]" : "[n, h, w]",
                  spec.layout()));
    }
    int cells = width * height;
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      results.add(
          scored
              ? decode(
                  new CellScores(tensor.floats(), i * cells * labels, cells, labels, planar),
                  width,
                  height,
                  placements.get(i))
              : LabelMaps.toSegmentation(
                  LabelMaps.nearest(tensor.ints(), i * cells, width, height, placements.get(i)),
                  placements.get(i).frameWidth(),
                  categories,
                  spec.minArea(),
                  LabelMaps.Confidence.SURE));
    }
    return results;
  }

  private Segmentation decode(CellScores scores, int width, int height, Placement placement) {
    int[] best = new int[width * height];
    char[] numbers = new char[best.length];
    for (int i = 0; i < best.length; i++) {
      best[i] = scores.best(i);
      numbers[i] = (char) (best[i] + 1);
    }
    char[] enlarged =
        new CellSegments(width, height, placement).enlarge(numbers, best, scores).ids();
    int[] labels = new int[enlarged.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = enlarged[i] - 1;
    }
    boolean logits = spec.values() == LabelHeadSpec.Values.LOGITS;
    return LabelMaps.toSegmentation(
        labels,
        placement.frameWidth(),
        categories,
        spec.minArea(),
        (x, y, label) -> {
          int cell = cell(x, y, width, height, placement);
          return logits
              ? scores.probability(cell, label)
              : Math.max(0, Math.min(1, scores.get(cell, label)));
        });
  }

  /** The cell in which a pixel of the frame lies. */
  private static int cell(int x, int y, int width, int height, Placement placement) {
    double column =
        (placement.left() + (x + 0.5) * placement.partWidth() / placement.frameWidth())
            * width
            / placement.width();
    double row =
        (placement.top() + (y + 0.5) * placement.partHeight() / placement.frameHeight())
            * height
            / placement.height();
    return (int) row * width + (int) column;
  }
}
