package io.panoptes.segment;

/** Bytes that are no picture, or one of another size than its message says. */
public final class UndecodableImageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UndecodableImageException(String message) {
    super(message);
  }
}
