package io.panoptes.app;

/** A stage of a running pipeline has failed for good; the text names it. */
public final class PipelineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PipelineException(String message) {
    super(message);
  }

  public PipelineException(String message, Throwable cause) {
    super(message, cause);
  }
}
