package io.panoptes.segment.model;

import io.panoptes.segment.SegmenterException;
import java.util.Arrays;

/** Size of an output: pixels, and labels for each of them (1 for a label map). */
record OutputShape(int width, int height, int labels) {

  /**
   * Reads a shape as the manifest says: {@code [n, h, w]}, {@code [n, h, w, 1]} or {@code [n, 1, h,
   * w]} for label maps, {@code [n, h, w, labels]} or {@code [n, labels, h, w]} for logits.
   *
   * @throws SegmenterException when it is another
   */
  static OutputShape of(ModelTensor tensor, ModelManifest.Output output, int pictures) {
    int[] shape = tensor.shape();
    int dimensions = shape.length;
    boolean planar = output.layout() == ModelManifest.Layout.NCHW;
    boolean logits = output.kind() == ModelManifest.Kind.LOGITS;
    OutputShape read = null;
    if (dimensions == 3 && !logits) {
      read = new OutputShape(shape[2], shape[1], 1);
    } else if (dimensions == 4) {
      read =
          planar
              ? new OutputShape(shape[3], shape[2], shape[1])
              : new OutputShape(shape[2], shape[1], shape[3]);
    }
    if (read == null
        || shape[0] != pictures
        || read.width < 1
        || read.height < 1
        || (!logits && read.labels != 1)) {
      throw new SegmenterException(
          "output '%s' has the shape %s for %d pictures; a %s of layout %s is expected"
              .formatted(
                  output.name(),
                  Arrays.toString(shape),
                  pictures,
                  logits ? "[n, h, w, labels] or [n, labels, h, w]" : "[n, h, w]",
                  output.layout()));
    }
    return read;
  }
}
