package io.panoptes.train.data;

/**
 * An endless row of samples. The sample at a position is always the same one for equal data and
 * seed, so that training that was broken off goes on exactly where it was. One thread at a time.
 */
public interface SampleSource extends AutoCloseable {

  /** The sample at the current position, which moves on by one. */
  Sample next();

  /** Goes to a position, counted from 0. */
  void skipTo(long position);

  @Override
  default void close() {}
}
