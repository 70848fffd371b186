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

/** Decodes boxes, scores and masks; labels that the manifest does not list are left out. */
final class InstanceHead implements Head {

  private final InstanceHeadSpec spec;
  private final Map<Integer, Category> categories;
  private final PanopticFusion fusion;

  InstanceHead(InstanceHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
    this.fusion = new PanopticFusion(spec.filter().fusion());
  }

  @Override
  public List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements) {
    ModelTensor boxes = outputs.get(spec.boxes());
    int pictures = boxes.rank() == 3 ? boxes.dimension(0) : 1;
    int count = boxes.dimension(-2);
    if (boxes.dimension(-1) != 4 || pictures != placements.size()) {
      throw wrong(spec.boxes(), boxes, "[%d, k, 4]".formatted(placements.size()));
    }
    List<Segmentation> results = new ArrayList<>(pictures);
    for (int i = 0; i < pictures; i++) {
      InputFrame frame = new InputFrame(placements.get(i));
      List<Detection> kept =
          NonMaximumSuppression.apply(
              detections(outputs, i, pictures, count, frame),
              spec.filter().mode(),
              spec.filter().iou(),
              spec.filter().most());
      results.add(
          fusion.fuse(
              masks(outputs, i, pictures, count, kept, frame), frame.width(), frame.height()));
    }
    return results;
  }

  private static SegmenterException wrong(String name, ModelTensor tensor, String expected) {
    return new SegmenterException(
        "output '%s' has the shape %s where %s is expected"
            .formatted(name, Arrays.toString(tensor.shape()), expected));
  }

  private List<Detection> detections(
      Map<String, ModelTensor> outputs, int picture, int pictures, int count, InputFrame frame) {
    ModelTensor scoreTensor = outputs.get(spec.scores());
    int columns =
        scoreTensor.rank() == outputs.get(spec.boxes()).rank() ? scoreTensor.dimension(-1) : 1;
    requireSize(spec.scores(), scoreTensor, pictures * count * columns);
    float[] scores = scoreTensor.floats();
    float[] classes = null;
    if (!spec.classes().isEmpty()) {
      requireSize(spec.classes(), outputs.get(spec.classes()), pictures * count);
      classes = outputs.get(spec.classes()).floats();
    }
    float[] boxes = outputs.get(spec.boxes()).floats();
    List<Detection> detections = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      int row = picture * count + k;
      int best = 0;
      for (int column = 1; column < columns; column++) {
        best = scores[row * columns + column] > scores[row * columns + best] ? column : best;
      }
      double score = scores[row * columns + best];
      int label = (classes == null ? best : Math.round(classes[row])) + spec.firstLabel();
      if (score >= spec.filter().score() && categories.containsKey(label)) {
        Box box = box(boxes, 4 * row, frame);
        if (box.area() > 0) {
          detections.add(new Detection(k, label, Math.min(1, score), box));
        }
      }
    }
    return detections;
  }

  private static void requireSize(String name, ModelTensor tensor, int size) {
    if (tensor.size() != size) {
      throw wrong(name, tensor, size + " numbers, one for each box,");
    }
  }

  private Box box(float[] values, int at, InputFrame frame) {
    double a = values[at];
    double b = values[at + 1];
    double c = values[at + 2];
    double d = values[at + 3];
    double[] edges =
        switch (spec.shape().format()) {
          case YXYX -> new double[] {b, a, d, c};
          case XYXY -> new double[] {a, b, c, d};
          case CXCYWH -> new double[] {a - c / 2, b - d / 2, a + c / 2, b + d / 2};
        };
    if (!(edges[2] > edges[0] && edges[3] > edges[1])
        || !Double.isFinite(edges[2] - edges[0] + edges[3] - edges[1])) {
      return new Box(0, 0, 0, 0);
    }
    return spec.shape().units() == InstanceHeadSpec.BoxUnits.PIXELS
        ? frame.box(edges[0], edges[1], edges[2], edges[3])
        : frame.shares(edges[0], edges[1], edges[2], edges[3]);
  }

  private List<InstanceMask> masks(
      Map<String, ModelTensor> outputs,
      int picture,
      int pictures,
      int count,
      List<Detection> kept,
      InputFrame frame) {
    List<InstanceMask> masks = new ArrayList<>(kept.size());
    Prototypes prototypes =
        spec.masks().kind() == InstanceHeadSpec.MaskKind.PROTOTYPES
            ? new Prototypes(spec.masks(), outputs, picture, pictures)
            : null;
    for (Detection detection : kept) {
      Category category = categories.get(detection.label());
      MaskGrid grid =
          switch (spec.masks().kind()) {
            case FILL -> new MaskGrid(new float[] {1}, 0, 1, 1, 1, detection.box(), false);
            case PROTOTYPES ->
                prototypes.grid(picture * count + detection.index(), detection.box(), frame);
            case BOX, INPUT ->
                grid(
                    outputs,
                    picture * count + detection.index(),
                    pictures * count,
                    detection,
                    frame);
          };
      boolean whole = spec.masks().kind() == InstanceHeadSpec.MaskKind.INPUT;
      masks.add(
          grid.paste(
              category,
              detection.score(),
              whole ? frame.frame() : detection.box(),
              spec.masks().threshold(),
              frame.width(),
              frame.height()));
    }
    return masks;
  }

  private MaskGrid grid(
      Map<String, ModelTensor> outputs, int row, int rows, Detection detection, InputFrame frame) {
    ModelTensor tensor = outputs.get(spec.masks().output());
    int height = tensor.dimension(-2);
    int width = tensor.dimension(-1);
    int cells = width * height;
    int planes = cells == 0 || rows == 0 ? 0 : tensor.size() / cells / rows;
    int plane = planes == 1 ? 0 : detection.label() - spec.firstLabel();
    if (cells == 0 || tensor.size() != rows * planes * cells || plane < 0 || plane >= planes) {
      throw wrong(spec.masks().output(), tensor, "a mask for each of %d boxes".formatted(rows));
    }
    int from = (row * planes + plane) * cells;
    float[] values = tensor.floats();
    if (spec.masks().logits()) {
      values = Arrays.copyOfRange(values, from, from + cells);
      for (int i = 0; i < cells; i++) {
        values[i] = Prototypes.probability(values[i]);
      }
      from = 0;
    }
    boolean boxed = spec.masks().kind() == InstanceHeadSpec.MaskKind.BOX;
    return new MaskGrid(
        values, from, 1, width, height, boxed ? detection.box() : frame.input(), boxed);
  }
}
