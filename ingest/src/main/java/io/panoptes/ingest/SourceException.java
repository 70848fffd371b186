package io.panoptes.ingest;

import java.io.IOException;

/** A source that cannot be opened or read. The message is for people and shows no credential. */
public final class SourceException extends IOException {

  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message);
  }

  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
