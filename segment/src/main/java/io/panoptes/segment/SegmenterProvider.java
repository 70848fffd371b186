package io.panoptes.segment;

import java.util.List;

/**
 * A family of segmenters, found by {@link java.util.ServiceLoader}. Implementations are stateless
 * and load native libraries only when a segmenter is opened.
 */
public interface SegmenterProvider {

  /** Whether one instance serves all cameras in batches, or each camera needs its own. */
  enum Sharing {
    SHARED,
    PER_CAMERA
  }

  /** What users may write as {@code segmenter}, for messages: {@code model:<model-dir>}. */
  List<String> usage();

  /** Whether the family serves this name, such as {@code motion} or {@code model:/models/a}. */
  boolean provides(String name);

  Sharing sharing();

  /**
   * Whether a name's results depend on earlier pictures, so that it must see all of a recording.
   */
  default boolean remembers(String name) {
    return sharing() == Sharing.PER_CAMERA;
  }

  /** Whether results depend on the pixels; if not, pictures are not decoded for it. */
  default boolean looksAtPixels() {
    return true;
  }

  /**
   * Opens a segmenter; the caller closes it.
   *
   * @param name one that this family provides
   * @param camera the camera's configuration; of any camera that uses the name when shared
   * @throws SegmenterException when it cannot be opened: model missing, damaged, of another shape
   */
  Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings);

  /**
   * Identifies what decides the results: parameters and model files.
   *
   * @return SHA-256 in hexadecimal
   * @throws SegmenterException when a model cannot be read
   */
  String hash(String name, CameraSegmentation camera, SegmentSettings settings);
}
