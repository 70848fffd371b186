package io.panoptes.track.state;

/** Stored state that cannot be used; the text says why. */
public final class StateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StateException(String message) {
    super(message);
  }

  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
