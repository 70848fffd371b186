package io.panoptes.segment.model;

/** What a model's numbers are. */
public enum TensorType {
  FLOAT,
  DOUBLE,
  UINT8,
  INT8,
  INT32,
  INT64,
  BOOL,

  /** Anything else, such as texts; no model that takes or gives it can be run. */
  OTHER;

  /** Whether the values of a {@link ModelTensor} of this type are floats; else they are ints. */
  public boolean isReal() {
    return this == FLOAT || this == DOUBLE;
  }
}
