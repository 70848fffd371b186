package io.panoptes.segment;

/** A segmenter that cannot be opened or run; the text says what is wrong and what to do. */
public class SegmenterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SegmenterException(String message) {
    super(message);
  }

  public SegmenterException(String message, Throwable cause) {
    super(message, cause);
  }
}
