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

/** Decodes an output that labels every pixel. */
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
    if (tensor.dimension(0) != placements.size()
        || tensor.size() == 0
        || !spec.logits() && labels != 1) {
      throw new SegmenterException(
          "output '%s' has the shape %s for %d pictures; a %s of layout %s is expected"
              .formatted(
                  spec.output(),
                  Arrays.toString(tensor.shape()),
                  placements.size(),
                  spec.logits() ? "[n, h, w, labels] or [n, labels, h, w]" : "[n, h, w]",
                  spec.layout()));
    }
    int pixels = width * height;
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      int from = i * pixels * labels;
      int to = from + pixels * labels;
      int[] map =
          spec.logits()
              ? LabelMaps.largest(
                  Arrays.copyOfRange(tensor.floats(), from, to), labels, pixels, planar)
              : Arrays.copyOfRange(tensor.ints(), from, to);
      results.add(
          LabelMaps.toSegmentation(
              map, width, height, placements.get(i), categories, spec.minArea()));
    }
    return results;
  }
}
