package io.panoptes.segment.prompt;

import io.panoptes.segment.Image;
import io.panoptes.segment.SegmenterException;

/** Cuts out what somebody points at. One thread at a time calls an instance. */
public interface PromptSegmenter extends AutoCloseable {

  /** Such as {@code grabcut}; never empty. */
  String name();

  /**
   * Begins with a picture; the slow part happens here, so that prompts are answered fast.
   *
   * @param image borrowed until the session is closed
   * @throws SegmenterException when the picture cannot be segmented
   */
  PromptSession open(Image image);

  /** Gives native memory back. Called once, after the last session is closed. */
  @Override
  void close();
}
