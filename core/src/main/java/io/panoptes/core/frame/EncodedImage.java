package io.panoptes.core.frame;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;

/**
 * A compressed picture. The bytes are owned by this object: they are not copied, for speed, and
 * nobody may change them afterwards.
 */
public final class EncodedImage {

  /** How the bytes are compressed. */
  public enum Format {
    JPEG,
    PNG;

    /** The file name extension without a dot. */
    public String extension() {
      return this == JPEG ? "jpg" : name().toLowerCase(Locale.ROOT);
    }
  }

  private final Format format;
  private final byte[] bytes;

  /**
   * @param bytes the compressed picture, not empty; ownership passes to the new object
   */
  public EncodedImage(Format format, byte[] bytes) {
    requireNonNull(format, "format is null");
    requireNonNull(bytes, "bytes is null");
    if (bytes.length == 0) {
      throw new IllegalArgumentException("encoded image has 0 bytes; a picture is needed");
    }
    this.format = format;
    this.bytes = bytes;
  }

  public static EncodedImage jpeg(byte[] bytes) {
    return new EncodedImage(Format.JPEG, bytes);
  }

  public Format format() {
    return format;
  }

  /** The bytes themselves, not a copy: read only. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedImage image
        && format == image.format
        && Arrays.equals(bytes, image.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return format + "[" + bytes.length + " bytes]";
  }
}
