package io.panoptes.track.motion;

import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * A Kalman filter of one coordinate: position and velocity with their covariance. How they are
 * pushed about between measurements, and in which unit of time, is the subclasses' affair. Not for
 * several threads.
 */
abstract sealed class CoordinateFilter permits AxisFilter, StepFilter {

  private double position;
  private double velocity;
  private double positionVariance;
  private double covariance;
  private double velocityVariance;

  /** At rest at {@code position}. */
  CoordinateFilter(double position, double positionVariance, double velocityVariance) {
    this.position = position;
    this.positionVariance = positionVariance;
    this.velocityVariance = velocityVariance;
  }

  CoordinateFilter(CoordinateFilter other) {
    position = other.position;
    velocity = other.velocity;
    positionVariance = other.positionVariance;
    covariance = other.covariance;
    velocityVariance = other.velocityVariance;
  }

  CoordinateFilter(StateReader in) {
    position = in.readDouble();
    velocity = in.readDouble();
    positionVariance = in.readDouble();
    covariance = in.readDouble();
    velocityVariance = in.readDouble();
  }

  public final double position() {
    return position;
  }

  /** Units of length a unit of time. */
  public final double velocity() {
    return velocity;
  }

  final double positionVariance() {
    return positionVariance;
  }

  /** Moves on by {@code time}, at least 0; the noise is added to the three variances. */
  final void move(double time, double positionNoise, double covarianceNoise, double velocityNoise) {
    position += velocity * time;
    positionVariance += time * (2 * covariance + time * velocityVariance) + positionNoise;
    covariance += time * velocityVariance + covarianceNoise;
    velocityVariance += velocityNoise;
  }

  /** Takes in a measured position; the noise is a variance, more than 0. */
  final void correct(double measured, double noise) {
    double innovationVariance = positionVariance + noise;
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
  public final void moveTo(double newPosition) {
    position = newPosition;
  }

  /** Forgets the velocity: the coordinate stays where it is until the next measurement. */
  public final void halt() {
    velocity = 0;
  }

  public final void write(StateWriter out) {
    out.writeDouble(position)
        .writeDouble(velocity)
        .writeDouble(positionVariance)
        .writeDouble(covariance)
        .writeDouble(velocityVariance);
  }
}
