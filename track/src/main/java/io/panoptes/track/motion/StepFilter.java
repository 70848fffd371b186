package io.panoptes.track.motion;

import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * A Kalman filter of one coordinate with a velocity in units a frame, as the reference trackers
 * have them. Their seven- or eight-dimensional filters start with diagonal covariances and never
 * couple one coordinate with another, so that a filter a coordinate gives the same numbers. Not for
 * several threads.
 */
public final class StepFilter {

  private double position;
  private double velocity;
  private double positionVariance;
  private double covariance;
  private double velocityVariance;

  /** At rest at {@code position}. */
  public StepFilter(double position, double positionVariance, double velocityVariance) {
    this.position = position;
    this.positionVariance = positionVariance;
    this.velocityVariance = velocityVariance;
  }

  private StepFilter() {}

  public double position() {
    return position;
  }

  /** Units a frame. */
  public double velocity() {
    return velocity;
  }

  /** Moves on by one frame; the noise is given as variances. */
  public void predict(double positionNoise, double velocityNoise) {
    position += velocity;
    positionVariance += 2 * covariance + velocityVariance + positionNoise;
    covariance += velocityVariance;
    velocityVariance += velocityNoise;
  }

  /** Takes in a measured position; the noise is a variance, more than 0. */
  public void update(double measured, double noise) {
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

  /** Forgets the velocity. */
  public void halt() {
    velocity = 0;
  }

  public StepFilter copy() {
    StepFilter copy = new StepFilter();
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

  public static StepFilter read(StateReader in) {
    StepFilter filter = new StepFilter();
    filter.position = in.readDouble();
    filter.velocity = in.readDouble();
    filter.positionVariance = in.readDouble();
    filter.covariance = in.readDouble();
    filter.velocityVariance = in.readDouble();
    return filter;
  }
}
