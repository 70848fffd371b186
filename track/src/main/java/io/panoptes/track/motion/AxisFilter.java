package io.panoptes.track.motion;

import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * A Kalman filter of one coordinate: position and velocity, pushed about by white acceleration
 * noise. Time is in seconds, so that dropped frames and changing frame rates need no care. Not for
 * several threads.
 */
public final class AxisFilter {

  private double position;
  private double velocity;
  private double positionVariance;
  private double covariance;
  private double velocityVariance;

  /** At rest at {@code position}, as unsure of it as the standard deviations say. */
  public AxisFilter(double position, double positionDeviation, double velocityDeviation) {
    this.position = position;
    this.positionVariance = positionDeviation * positionDeviation;
    this.velocityVariance = velocityDeviation * velocityDeviation;
  }

  private AxisFilter() {}

  public double position() {
    return position;
  }

  /** Units a second. */
  public double velocity() {
    return velocity;
  }

  /** Standard deviation of the position. */
  public double deviation() {
    return Math.sqrt(positionVariance);
  }

  /**
   * Moves on by {@code seconds}, at least 0.
   *
   * @param acceleration standard deviation of the acceleration, units a second squared
   */
  public void predict(double seconds, double acceleration) {
    double noise = acceleration * acceleration;
    double squared = seconds * seconds;
    position += velocity * seconds;
    positionVariance +=
        seconds * (2 * covariance + seconds * velocityVariance) + noise * squared * squared / 4;
    covariance += seconds * velocityVariance + noise * squared * seconds / 2;
    velocityVariance += noise * squared;
  }

  /** Takes in a measured position with its standard deviation, more than 0. */
  public void update(double measured, double deviation) {
    double innovationVariance = positionVariance + deviation * deviation;
    double positionGain = positionVariance / innovationVariance;
    double velocityGain = covariance / innovationVariance;
    double innovation = measured - position;
    position += positionGain * innovation;
    velocity += velocityGain * innovation;
    velocityVariance -= velocityGain * covariance;
    covariance -= positionGain * covariance;
    positionVariance -= positionGain * positionVariance;
  }

  /** Shifts the position and leaves the rest. */
  public void moveTo(double newPosition) {
    position = newPosition;
  }

  /** Forgets the velocity: the coordinate stays where it is until the next measurement. */
  public void halt() {
    velocity = 0;
  }

  public AxisFilter copy() {
    AxisFilter copy = new AxisFilter();
    copy.position = position;
    copy.velocity = velocity;
    copy.positionVariance = positionVariance;
    copy.covariance = covariance;
    copy.velocityVariance = velocityVariance;
    return copy;
  }

  public void write(StateWriter out) {
    out.writeDouble(position)
        .writeDouble(velocity)
        .writeDouble(positionVariance)
        .writeDouble(covariance)
        .writeDouble(velocityVariance);
  }

  public static AxisFilter read(StateReader in) {
    AxisFilter filter = new AxisFilter();
    filter.position = in.readDouble();
    filter.velocity = in.readDouble();
    filter.positionVariance = in.readDouble();
    filter.covariance = in.readDouble();
    filter.velocityVariance = in.readDouble();
    return filter;
  }
}
