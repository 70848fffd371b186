package io.panoptes.ingest;

/**
 * One decoded picture, usually in native memory. Whoever holds it closes it, from any thread, once
 * it is no longer needed.
 */
public interface Picture extends AutoCloseable {

  /** Stands for a presentation time that the stream does not tell. */
  long NO_PTS = Long.MIN_VALUE;

  /** How much of it is real. */
  enum Condition {
    /** Complete, and needs no other picture: decoding can begin here. */
    KEY,
    /** Complete as far as the decoder can tell. */
    INTACT,
    /** Damaged or lost: the decoder guessed, or gave nothing at all. */
    DAMAGED
  }

  Condition condition();

  /** The stream's own presentation time in microseconds, or {@link #NO_PTS}. */
  long ptsMicros();

  /**
   * Resizes, burns the privacy masks in and compresses. May be called from any thread, at the same
   * time as that of other pictures of the same source.
   *
   * @throws IllegalStateException when the picture has no pixels or cannot be compressed
   */
  EncodedPicture encode();

  @Override
  void close();
}
