package io.panoptes.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a source says about itself when it is opened.
 *
 * @param width of its pictures in pixels, before any resizing
 * @param height likewise
 * @param framesPerSecond nominal, 0 when unknown
 * @param totalFrames as the container counts them, or its duration times its frame rate; a guide
 *     for progress, not a promise
 * @param recordedAt when the recording began, if the container says so
 */
public record SourceInfo(
    int width,
    int height,
    double framesPerSecond,
    OptionalLong totalFrames,
    Optional<Instant> recordedAt) {

  public SourceInfo {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "picture size " + width + "x" + height + " must be at least 1x1");
    }
    if (!(framesPerSecond >= 0)) {
      throw new IllegalArgumentException("frame rate " + framesPerSecond + " must not be negative");
    }
    if (totalFrames == null) {
      throw new NullPointerException("totalFrames is null");
    }
    if (recordedAt == null) {
      throw new NullPointerException("recordedAt is null");
    }
  }
}
