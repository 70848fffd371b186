package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which segment each pixel of a frame belongs to: row-major ids, 0 for void, 1 to 65535 for the
 * segments of this frame. The array is owned by this object: it is not copied, for speed, and
 * nobody may change it afterwards.
 *
 * <p>A map that came over the wire remembers its compressed form, which takes no part in equality,
 * and unpacks it when its ids are first asked for. Safe for many threads.
 */
public final class SegmentMap {

  /** Largest segment id. */
  public static final int MAX_ID = 0xFFFF;

  private final int width;
  private final int height;
  private final EncodedIds encoded;
  private final Supplier<char[]> unpack;
  private volatile char[] ids;

  /**
   * @param ids row-major, {@code width * height} of them; ownership passes to the new object
   */
  public SegmentMap(int width, int height, char[] ids) {
    requireNonNull(ids, "ids is null");
    if (width < 1 || height < 1 || ids.length != (long) width * height) {
      throw new IllegalArgumentException(
          "segment map of %d x %d pixels needs as many ids, got %d"
              .formatted(width, height, ids.length));
    }
    this.width = width;
    this.height = height;
    this.ids = ids;
    this.encoded = null;
    this.unpack = null;
  }

  /**
   * For the wire format.
   *
   * @param encoded what the ids are unpacked from, known to be sound
   * @param unpack gives the ids, row-major, {@code width * height} of them; called at most once
   */
  public SegmentMap(int width, int height, EncodedIds encoded, Supplier<char[]> unpack) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "segment map of %d x %d pixels must have 1 to %d pixels"
              .formatted(width, height, Integer.MAX_VALUE));
    }
    this.width = width;
    this.height = height;
    this.encoded = requireNonNull(encoded, "encoded is null");
    this.unpack = requireNonNull(unpack, "unpack is null");
  }

  /** A map that is void everywhere. */
  public static SegmentMap empty(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "segment map of %d x %d pixels must have 1 to %d pixels"
              .formatted(width, height, Integer.MAX_VALUE));
    }
    return new SegmentMap(width, height, new char[width * height]);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /**
   * The id at column x and row y, 0 for void.
   *
   * @throws IndexOutOfBoundsException when that is outside the map
   */
  public int at(int x, int y) {
    return ids()[y * width + Objects.checkIndex(x, width)];
  }

  /** The ids themselves, row-major, not a copy: read only. */
  public char[] ids() {
    char[] known = ids;
    if (known == null) {
      synchronized (this) {
        known = ids;
        if (known == null) {
          known = unpack.get();
          ids = known;
        }
      }
    }
    return known;
  }

  /** What the ids are decoded from, empty for a map that was made here. */
  public Optional<EncodedIds> encoded() {
    return Optional.ofNullable(encoded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SegmentMap map
        && width == map.width
        && height == map.height
        && Arrays.equals(ids(), map.ids());
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(ids());
  }

  @Override
  public String toString() {
    return "SegmentMap[" + width + "x" + height + "]";
  }
}
