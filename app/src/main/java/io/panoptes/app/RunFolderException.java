package io.panoptes.app;

/** A folder is not what a run leaves behind; the message says what it is and what to do. */
public final class RunFolderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RunFolderException(String message) {
    super(message);
  }
}
