package io.panoptes.segment.catalogue;

/** A model that cannot be had, or is another than expected; the text says what to do. */
public final class ModelDownloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ModelDownloadException(String message) {
    super(message);
  }

  public ModelDownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
