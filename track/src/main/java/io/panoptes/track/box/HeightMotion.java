package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.track.motion.StepFilter;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * The motion model of DeepSORT (Wojke et al. 2017) and ByteTrack: centre, aspect ratio and height,
 * each with a velocity, all noise in proportion to the height. Not for several threads.
 */
final class HeightMotion implements BodyMotion {

  private static final double POSITION = 1.0 / 20;
  private static final double VELOCITY = 1.0 / 160;
  private static final double RATIO = 1e-2;
  private static final double RATIO_VELOCITY = 1e-5;
  private static final double RATIO_MEASUREMENT = 1e-1;

  private final StepFilter x;
  private final StepFilter y;
  private final StepFilter ratio;
  private final StepFilter height;

  HeightMotion(Box box) {
    double h = box.height();
    double position = square(2 * POSITION * h);
    double velocity = square(10 * VELOCITY * h);
    x = new StepFilter(box.left() + box.width() / 2, position, velocity);
    y = new StepFilter(box.top() + h / 2, position, velocity);
    ratio = new StepFilter(box.width() / h, square(RATIO), square(RATIO_VELOCITY));
    height = new StepFilter(h, position, velocity);
  }

  private HeightMotion(StepFilter x, StepFilter y, StepFilter ratio, StepFilter height) {
    this.x = x;
    this.y = y;
    this.ratio = ratio;
    this.height = height;
  }

  @Override
  public void predict(boolean isLost) {
    if (isLost) {
      height.halt();
    }
    double position = square(POSITION * height.position());
    double velocity = square(VELOCITY * height.position());
    x.predict(position, velocity);
    y.predict(position, velocity);
    ratio.predict(square(RATIO), square(RATIO_VELOCITY));
    height.predict(position, velocity);
  }

  /** ByteTrack's authors know of no camera that moves. */
  @Override
  public void move(CameraMotion camera) {}

  @Override
  public void update(Box box) {
    double noise = square(POSITION * height.position());
    x.update(box.left() + box.width() / 2, noise);
    y.update(box.top() + box.height() / 2, noise);
    ratio.update(box.width() / box.height(), square(RATIO_MEASUREMENT));
    height.update(box.height(), noise);
  }

  @Override
  public Box box() {
    double h = Math.max(0, height.position());
    double w = Math.max(0, ratio.position() * h);
    return Box.ofSize(x.position() - w / 2, y.position() - h / 2, w, h);
  }

  @Override
  public double velocityX() {
    return x.velocity();
  }

  @Override
  public double velocityY() {
    return y.velocity();
  }

  @Override
  public void write(StateWriter out) {
    x.write(out);
    y.write(out);
    ratio.write(out);
    height.write(out);
  }

  static HeightMotion read(StateReader in) {
    return new HeightMotion(
        StepFilter.read(in), StepFilter.read(in), StepFilter.read(in), StepFilter.read(in));
  }

  private static double square(double value) {
    return value * value;
  }
}
