package io.panoptes.segment.prompt;

import io.panoptes.segment.SegmenterException;

/**
 * Prompts that do not fit the picture or the segmenter; the text says which and what is allowed.
 */
public final class PromptException extends SegmenterException {

  private static final long serialVersionUID = 1L;

  public PromptException(String message) {
    super(message);
  }
}
