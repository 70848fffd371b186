package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

/**
 * The compressed form that a {@link SegmentMap} came in. Only the wire format knows what is in it;
 * everybody else passes it on, so that a map that nobody changed is compressed once in its life.
 */
public final class EncodedIds {

  private final int bytesPerId;
  private final byte[] bytes;

  /**
   * @param bytesPerId 1 or 2
   * @param bytes compressed, in a form that the wire format reads; ownership passes to the new
   *     object
   */
  public EncodedIds(int bytesPerId, byte[] bytes) {
    if (bytesPerId != 1 && bytesPerId != 2) {
      throw new IllegalArgumentException("bytesPerId " + bytesPerId + " must be 1 or 2");
    }
    this.bytesPerId = bytesPerId;
    this.bytes = requireNonNull(bytes, "bytes is null");
  }

  /** How many bytes an id takes before compression. */
  public int bytesPerId() {
    return bytesPerId;
  }

  /** The bytes themselves, not a copy: read only. */
  public byte[] bytes() {
    return bytes;
  }
}
