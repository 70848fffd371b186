package io.panoptes.track.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link StateWriter} wrote, in the same order. Not for several threads. */
public final class StateReader {

  private final byte[] bytes;
  private int at;

  /**
   * @param bytes not copied; nobody may change them while this object reads
   */
  public StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws StateException when the bytes end too early or hold no such number; so do all methods
   */
  public long readLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      long next = next();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new StateException("number at byte " + at + " has more than 64 bits");
  }

  public int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new StateException("number " + value + " before byte " + at + " has more than 32 bits");
    }
    return (int) value;
  }

  /**
   * @param max largest count that makes sense, so that broken bytes cannot ask for all memory
   */
  public int readCount(int max) {
    int count = readInt();
    if (count < 0 || count > max) {
      throw new StateException("count %d before byte %d must be 0 to %d".formatted(count, at, max));
    }
    return count;
  }

  public double readDouble() {
    if (bytes.length - at < 8) {
      throw tooShort();
    }
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      bits |= (bytes[at++] & 0xFFL) << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  public boolean readBoolean() {
    byte value = next();
    if (value != 0 && value != 1) {
      throw new StateException("byte " + (at - 1) + " is " + value + "; 0 or 1 is needed");
    }
    return value == 1;
  }

  public String readText() {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  public byte[] readBytes() {
    int length = readInt();
    if (length < 0 || length > bytes.length - at) {
      throw tooShort();
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** Whether everything has been read. */
  public boolean isAtEnd() {
    return at == bytes.length;
  }

  private byte next() {
    if (at >= bytes.length) {
      throw tooShort();
    }
    return bytes[at++];
  }

  private StateException tooShort() {
    return new StateException("state ends too early, after " + bytes.length + " bytes");
  }
}
