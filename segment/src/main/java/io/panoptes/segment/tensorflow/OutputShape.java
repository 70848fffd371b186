package io.panoptes.segment.tensorflow;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import org.tensorflow.ndarray.Shape;

/** Size of an output: pixels, and labels for each of them (1 for a label map). */
record OutputShape(int width, int height, int labels) {

  /**
   * Reads a shape as the manifest says: {@code [n, h, w]}, {@code [n, h, w, 1]} or {@code [n, 1, h,
   * w]} for label maps, {@code [n, h, w, labels]} or {@code [n, labels, h, w]} for logits.
   *
   * @throws SegmenterException when it is another
   */
  static OutputShape of(Shape shape, ModelManifest.Output output, int pictures) {
    int dimensions = shape.numDimensions();
    boolean planar = output.layout() == ModelManifest.Layout.NCHW;
    boolean logits = output.kind() == ModelManifest.Kind.LOGITS;
    OutputShape read = null;
    if (dimensions == 3 && !logits) {
      read = new OutputShape((int) shape.get(2), (int) shape.get(1), 1);
    } else if (dimensions == 4) {
      read =
          planar
              ? new OutputShape((int) shape.get(3), (int) shape.get(2), (int) shape.get(1))
              : new OutputShape((int) shape.get(2), (int) shape.get(1), (int) shape.get(3));
    }
    if (read == null
        || shape.get(0) != pictures
        || read.width < 1
        || read.height < 1
        || (!logits && read.labels != 1)) {
      throw new SegmenterException(
          "output '%s' has the shape %s for %d pictures; a %s of layout %s is expected"
              .formatted(
                  output.name(),
                  shape,
                  pictures,
                  logits ? "[n, h, w, labels] or [n, labels, h, w]" : "[n, h, w]",
                  output.layout()));
    }
    return read;
  }
}
