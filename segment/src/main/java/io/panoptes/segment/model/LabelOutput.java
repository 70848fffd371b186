package io.panoptes.segment.model;

import io.panoptes.segment.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes an output that labels every pixel. */
final class LabelOutput {

  private LabelOutput() {}

  static List<Segmentation> decode(
      ModelManifest manifest, ModelTensor tensor, List<Placement> placements) {
    OutputShape shape = OutputShape.of(tensor, manifest.output(), placements.size());
    int pixels = shape.width() * shape.height();
    boolean logits = manifest.output().kind() == ModelManifest.Kind.LOGITS;
    boolean planar = manifest.output().layout() == ModelManifest.Layout.NCHW;
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      int from = i * pixels * shape.labels();
      int to = from + pixels * shape.labels();
      int[] labels =
          logits
              ? LabelMaps.largest(
                  Arrays.copyOfRange(tensor.floats(), from, to), shape.labels(), pixels, planar)
              : Arrays.copyOfRange(tensor.ints(), from, to);
      results.add(
          LabelMaps.toSegmentation(
              labels,
              shape.width(),
              shape.height(),
              placements.get(i).frameWidth(),
              placements.get(i).frameHeight(),
              manifest.categories(),
              manifest.minArea()));
    }
    return results;
  }
}
