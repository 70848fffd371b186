package io.panoptes.segment.head;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.fusion.InstanceMask;
import io.panoptes.segment.fusion.PanopticFusion;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Decodes boxes on grids into filled boxes; labels that the manifest does not list are left out.
 */
final class YoloxHead implements Head {

  private static final int BEFORE_LABELS = 5;

  private final YoloxHeadSpec spec;
  private final Map<Integer, Category> categories;
  private final PanopticFusion fusion;

  YoloxHead(YoloxHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
    this.fusion = new PanopticFusion(spec.filter().fusion());
  }

  @Override
  public List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements) {
    ModelTensor tensor = outputs.get(spec.output());
    int cells = tensor.dimension(1);
    int columns = tensor.dimension(2);
    Placement first = placements.get(0);
    if (tensor.dimension(0) != placements.size()
        || cells != cells(first)
        || columns <= BEFORE_LABELS) {
      throw new SegmenterException(
          "output '%s' has the shape %s where [%d, %d, 5 + labels] is expected for an input of %dx%d and strides %s"
              .formatted(
                  spec.output(),
                  Arrays.toString(tensor.shape()),
                  placements.size(),
                  cells(first),
                  first.width(),
                  first.height(),
                  spec.strides()));
    }
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      results.add(decode(tensor.floats(), i * cells * columns, columns, placements.get(i)));
    }
    return results;
  }

  private int cells(Placement placement) {
    int cells = 0;
    for (int stride : spec.strides()) {
      cells += placement.width() / stride * (placement.height() / stride);
    }
    return cells;
  }

  private Segmentation decode(float[] values, int from, int columns, Placement placement) {
    InputFrame frame = new InputFrame(placement);
    List<Detection> detections = new ArrayList<>();
    int index = 0;
    for (int stride : spec.strides()) {
      for (int y = 0; y < placement.height() / stride; y++) {
        for (int x = 0; x < placement.width() / stride; x++, index++) {
          add(values, from + index * columns, columns, stride, x, y, index, frame, detections);
        }
      }
    }
    DetectionFilter filter = spec.filter();
    List<InstanceMask> masks = new ArrayList<>();
    for (Detection kept :
        NonMaximumSuppression.apply(detections, filter.mode(), filter.iou(), filter.most())) {
      masks.add(
          new MaskGrid(new float[] {1}, 0, 1, 1, 1, kept.box(), false)
              .paste(
                  categories.get(kept.label()),
                  kept.score(),
                  kept.box(),
                  0.5,
                  frame.width(),
                  frame.height()));
    }
    return fusion.fuse(masks, frame.width(), frame.height());
  }

  private void add(
      float[] values,
      int at,
      int columns,
      int stride,
      int x,
      int y,
      int index,
      InputFrame frame,
      List<Detection> detections) {
    float objectness = values[at + 4];
    if (!(objectness >= spec.filter().score())) {
      return;
    }
    int best = BEFORE_LABELS;
    for (int column = best + 1; column < columns; column++) {
      best = values[at + column] > values[at + best] ? column : best;
    }
    double score = (double) objectness * values[at + best];
    int label = best - BEFORE_LABELS;
    double width = Math.exp(values[at + 2]) * stride;
    double height = Math.exp(values[at + 3]) * stride;
    double middleX = (values[at] + x) * stride;
    double middleY = (values[at + 1] + y) * stride;
    if (score >= spec.filter().score()
        && categories.containsKey(label)
        && Double.isFinite(width + height + middleX + middleY)) {
      Box box =
          frame.box(
              middleX - width / 2, middleY - height / 2, middleX + width / 2, middleY + height / 2);
      detections.add(new Detection(index, label, Math.min(1, score), box));
    }
  }
}
