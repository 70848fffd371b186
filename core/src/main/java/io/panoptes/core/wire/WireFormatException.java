package io.panoptes.core.wire;

/** Bytes that are no message of ours, or one that breaks the format; the text says how. */
public final class WireFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WireFormatException(String message) {
    super(message);
  }

  public WireFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
