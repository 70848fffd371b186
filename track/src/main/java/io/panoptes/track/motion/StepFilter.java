package io.panoptes.track.motion;

import io.panoptes.track.state.StateReader;

/**
 * A filter of one coordinate with a velocity in units a frame, as the reference trackers have them.
 * Their seven- or eight-dimensional filters start with diagonal covariances and never couple one
 * coordinate with another, so that a filter a coordinate gives the same numbers. Not for several
 * threads.
 */
public final class StepFilter extends CoordinateFilter {

  /** At rest at {@code position}. */
  public StepFilter(double position, double positionVariance, double velocityVariance) {
    super(position, positionVariance, velocityVariance);
  }

  private StepFilter(StepFilter other) {
    super(other);
  }

  private StepFilter(StateReader in) {
    super(in);
  }

  /** Moves on by one frame; the noise is given as variances. */
  public void predict(double positionNoise, double velocityNoise) {
    move(1, positionNoise, 0, velocityNoise);
  }

  /** Takes in a measured position; the noise is a variance, more than 0. */
  public void update(double measured, double noise) {
    correct(measured, noise);
  }

  public StepFilter copy() {
    return new StepFilter(this);
  }

  public static StepFilter read(StateReader in) {
    return new StepFilter(in);
  }
}
