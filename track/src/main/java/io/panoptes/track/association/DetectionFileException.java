package io.panoptes.track.association;

/** A file that holds no detections as it should; the text says where and what. */
public final class DetectionFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DetectionFileException(String message) {
    super(message);
  }
}
