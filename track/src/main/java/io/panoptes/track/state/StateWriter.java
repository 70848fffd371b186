package io.panoptes.track.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes tracker state as compact bytes: whole numbers as varints, doubles bit for bit, so that
 * what {@link StateReader} gives back is exactly what was written. The same calls give the same
 * bytes. Not for several threads.
 */
public final class StateWriter {

  private byte[] bytes = new byte[1024];
  private int size;

  /** A whole number that is rarely negative or large. */
  public StateWriter writeLong(long value) {
    long rest = (value << 1) ^ (value >> 63);
    reserve(10);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  public StateWriter writeInt(int value) {
    return writeLong(value);
  }

  /** All 64 bits, not-a-number and negative zero included. */
  public StateWriter writeDouble(double value) {
    long bits = Double.doubleToRawLongBits(value);
    reserve(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
    return this;
  }

  public StateWriter writeBoolean(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  public StateWriter writeText(String value) {
    return writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public StateWriter writeBytes(byte[] value) {
    writeLong(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** A copy of everything written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written and keeps the memory. */
  public void clear() {
    size = 0;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
