package io.panoptes.segment.prompt;

import io.panoptes.segment.SegmenterException;
import java.util.List;

/**
 * One picture that is asked about again and again; keeps what is costly to know of it. One thread
 * at a time. Closed before its segmenter.
 */
public interface PromptSession extends AutoCloseable {

  /**
   * Finds the one thing that the prompts together describe. Equal prompts give equal answers,
   * whatever was asked before.
   *
   * @param prompts checked by {@link Prompts#check}
   * @throws PromptException when they do not fit the picture or are of a kind that it cannot use
   * @throws SegmenterException when the picture cannot be segmented
   */
  PromptResult segment(List<Prompt> prompts);

  /** Gives native memory back. */
  @Override
  void close();
}
