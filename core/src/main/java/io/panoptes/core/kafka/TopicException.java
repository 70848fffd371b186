package io.panoptes.core.kafka;

/** Topics that cannot be had as they are needed; the text says which, why, and what to do. */
public final class TopicException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TopicException(String message) {
    super(message);
  }

  public TopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
