package io.panoptes.core.frame;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * Names one frame of one camera.
 *
 * @param camera where it was taken
 * @param epoch counts the connections of this camera, from 1, and never decreases; 0 when nobody
 *     counts them
 * @param sequence counts the frames that the epoch published, from 0 without gaps
 */
public record FrameId(CameraId camera, long epoch, long sequence) implements Comparable<FrameId> {

  private static final Comparator<FrameId> ORDER =
      Comparator.comparing(FrameId::camera)
          .thenComparingLong(FrameId::epoch)
          .thenComparingLong(FrameId::sequence);

  public FrameId {
    requireNonNull(camera, "camera is null");
    if (epoch < 0 || sequence < 0) {
      throw new IllegalArgumentException(
          "epoch " + epoch + " and sequence " + sequence + " must not be negative");
    }
  }

  @Override
  public int compareTo(FrameId other) {
    return ORDER.compare(this, other);
  }

  /** {@code camera/epoch/sequence}. */
  @Override
  public String toString() {
    return camera + "/" + epoch + "/" + sequence;
  }
}
