package io.panoptes.core.mask;

import java.util.Arrays;

/**
 * COCO's compressed run lengths: from the third count on the difference to the count before the
 * previous one, in groups of five bits, least significant first, 32 added while more follow, and 48
 * to make it printable.
 */
public final class RleString {

  private static final int FIRST = 48;
  private static final int LAST = 48 + 63;

  private RleString() {}

  public static String encode(Rle mask) {
    int[] counts = mask.counts();
    StringBuilder text = new StringBuilder(2 * counts.length);
    for (int i = 0; i < counts.length; i++) {
      long rest = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
      boolean more = true;
      while (more) {
        int group = (int) (rest & 0x1F);
        rest >>= 5;
        more = (group & 0x10) != 0 ? rest != -1 : rest != 0;
        text.append((char) (FIRST + (more ? group | 0x20 : group)));
      }
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException when the text is no run lengths of a mask of this size; the
   *     message says where
   */
  public static Rle decode(String text, int width, int height) {
    int[] counts = new int[Math.max(1, text.length())];
    int size = 0;
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int shift = 0;
      boolean more = true;
      while (more) {
        if (at == text.length()) {
          throw new IllegalArgumentException("run lengths end in the middle of run " + size);
        }
        char symbol = text.charAt(at++);
        if (symbol < FIRST || symbol > LAST || shift > 30) {
          throw new IllegalArgumentException(
              "run lengths have a wrong character '%c' at position %d".formatted(symbol, at - 1));
        }
        int group = symbol - FIRST;
        value |= (long) (group & 0x1F) << shift;
        shift += 5;
        more = (group & 0x20) != 0;
        if (!more && (group & 0x10) != 0) {
          value |= -1L << shift;
        }
      }
      if (size > 2) {
        value += counts[size - 2];
      }
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("run " + size + " has the length " + value);
      }
      counts[size++] = (int) value;
    }
    return new Rle(width, height, Arrays.copyOf(counts, size));
  }
}
