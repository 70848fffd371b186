package io.panoptes.segment;

import io.panoptes.core.frame.EndOfEpoch;
import java.util.List;

/**
 * Gives every pixel of a picture a segment.
 *
 * <p>One thread at a time calls an instance, not always the same one. The frames of a camera come
 * in order. Equal footage, configuration and {@link #version} give equal results, whatever the
 * batches.
 */
public interface Segmenter extends AutoCloseable {

  /** What results carry as their model, such as {@code motion}; never empty. */
  String name();

  /**
   * Which version of its model made the latest results, or would make the first; empty for a model
   * that never changes while it is open. It changes only within {@link #segment}, before the batch:
   * all results of one batch are of one version.
   */
  default String version() {
    return "";
  }

  /** What it runs on, for metrics: {@code cpu}, {@code gpu} or {@code gpu:1}. */
  default String device() {
    return "cpu";
  }

  /**
   * Called once before the first picture, so that slow first runs happen at start-up and not on a
   * frame.
   */
  default void warmUp() {}

  /**
   * Segments pictures of one or several cameras and sizes.
   *
   * @param batch at least one; the pictures are borrowed until this returns
   * @return one result a picture, in the same order, each of its picture's size
   * @throws SegmenterException when the pictures cannot be segmented
   */
  List<Segmentation> segment(List<Picture> batch);

  /** Called behind the last picture of an epoch; what was remembered of it may be forgotten. */
  default void endOfEpoch(EndOfEpoch end) {}

  /** Gives native memory back. Called once, after the last use. */
  @Override
  void close();
}
