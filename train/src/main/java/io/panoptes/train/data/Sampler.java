package io.panoptes.train.data;

/** Makes the sample of any position. Implementations are safe for many threads. */
public interface Sampler {

  /** Equal positions give equal samples. */
  Sample sample(long position);
}
