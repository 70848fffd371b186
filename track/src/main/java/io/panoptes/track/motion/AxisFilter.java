package io.panoptes.track.motion;

import io.panoptes.track.state.StateReader;

/**
 * A filter of one coordinate, pushed about by white acceleration noise. Time is in seconds, so that
 * dropped frames and changing frame rates need no care. Not for several threads.
 */
public final class AxisFilter extends CoordinateFilter {

  /** At rest at {@code position}, as unsure of it as the standard deviations say. */
  public AxisFilter(double position, double positionDeviation, double velocityDeviation) {
    super(position, positionDeviation * positionDeviation, velocityDeviation * velocityDeviation);
  }

  private AxisFilter(AxisFilter other) {
    super(other);
  }

  private AxisFilter(StateReader in) {
    super(in);
  }

  /** Standard deviation of the position. */
  public double deviation() {
    return Math.sqrt(positionVariance());
  }

  /**
   * Moves on by {@code seconds}, at least 0.
   *
   * @param acceleration standard deviation of the acceleration, units a second squared
   */
  public void predict(double seconds, double acceleration) {
    double noise = acceleration * acceleration;
    double squared = seconds * seconds;
    move(seconds, noise * squared * squared / 4, noise * squared * seconds / 2, noise * squared);
  }

  /** Takes in a measured position with its standard deviation, more than 0. */
  public void update(double measured, double deviation) {
    correct(measured, deviation * deviation);
  }

  public AxisFilter copy() {
    return new AxisFilter(this);
  }

  public static AxisFilter read(StateReader in) {
    return new AxisFilter(in);
  }
}
