package io.panoptes.core.frame;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One picture of a camera, privacy masks already burnt in.
 *
 * @param id names it
 * @param capturedAt event time: PTS anchored to the wall clock once per epoch
 * @param ptsMicros the stream's own presentation time in microseconds
 * @param width full-frame width in pixels, 1 to 65535
 * @param height full-frame height in pixels, 1 to 65535
 * @param delivery whether later stages may drop it
 * @param image the pixels
 */
public record Frame(
    FrameId id,
    Instant capturedAt,
    long ptsMicros,
    int width,
    int height,
    Delivery delivery,
    EncodedImage image)
    implements StreamItem {

  public Frame {
    requireNonNull(id, "id is null");
    requireNonNull(capturedAt, "capturedAt is null");
    requireNonNull(delivery, "delivery is null");
    requireNonNull(image, "image is null");
    if (width < 1 || height < 1 || width > 0xFFFF || height > 0xFFFF) {
      throw new IllegalArgumentException(
          "frame size " + width + "x" + height + " must be 1 to 65535 pixels each way");
    }
  }
}
