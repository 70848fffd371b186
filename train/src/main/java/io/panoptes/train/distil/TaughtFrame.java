package io.panoptes.train.distil;

import static java.util.Objects.requireNonNull;

import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.DetectedThings;
import io.panoptes.train.data.DetectedThings.Detection;
import io.panoptes.train.data.Pixels;
import java.util.List;

/**
 * A frame of the footage and what the teacher says of it.
 *
 * @param name for messages and the report
 * @param heldOut whether it is kept apart to measure on
 * @param seen things that somebody else saw, which correct the teacher's as {@link DetectedThings}
 *     says; empty for none
 */
public record TaughtFrame(
    String name, Pixels pixels, Segmentation taught, boolean heldOut, List<Detection> seen) {

  public TaughtFrame(String name, Pixels pixels, Segmentation taught, boolean heldOut) {
    this(name, pixels, taught, heldOut, List.of());
  }

  public TaughtFrame {
    requireNonNull(name, "name is null");
    requireNonNull(pixels, "pixels is null");
    requireNonNull(taught, "taught is null");
    seen = List.copyOf(seen);
    if (taught.map().width() != pixels.width() || taught.map().height() != pixels.height()) {
      throw new IllegalArgumentException(
          "frame of %dx%d was labelled as one of %dx%d"
              .formatted(
                  pixels.width(), pixels.height(), taught.map().width(), taught.map().height()));
    }
  }
}
