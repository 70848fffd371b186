package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.motion.StepFilter;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * The motion model of SORT (Bewley et al. 2016) and OC-SORT: centre, area and aspect ratio, all but
 * the last with a velocity. Not for several threads.
 */
final class AreaMotion {

  private static final double FIRST_VARIANCE = 10;
  private static final double FIRST_VELOCITY_VARIANCE = 10_000;
  private static final double POSITION_NOISE = 1;
  private static final double VELOCITY_NOISE = 0.01;
  private static final double AREA_VELOCITY_NOISE = 0.0001;
  private static final double CENTRE_MEASUREMENT_NOISE = 1;
  private static final double SHAPE_MEASUREMENT_NOISE = 10;

  private final double ratioGuard;
  private final StepFilter x;
  private final StepFilter y;
  private final StepFilter area;
  private final StepFilter ratio;

  /**
   * @param ratioGuard added to the height before dividing by it; 1e-6 in OC-SORT, 0 in SORT
   */
  AreaMotion(Box box, double ratioGuard) {
    this(
        ratioGuard,
        new StepFilter(centreX(box), FIRST_VARIANCE, FIRST_VELOCITY_VARIANCE),
        new StepFilter(centreY(box), FIRST_VARIANCE, FIRST_VELOCITY_VARIANCE),
        new StepFilter(box.area(), FIRST_VARIANCE, FIRST_VELOCITY_VARIANCE),
        new StepFilter(box.width() / (box.height() + ratioGuard), FIRST_VARIANCE, 0));
  }

  private AreaMotion(
      double ratioGuard, StepFilter x, StepFilter y, StepFilter area, StepFilter ratio) {
    this.ratioGuard = ratioGuard;
    this.x = x;
    this.y = y;
    this.area = area;
    this.ratio = ratio;
  }

  /** Moves on by one frame. */
  void predict() {
    if (area.position() + area.velocity() <= 0) {
      area.halt();
    }
    x.predict(POSITION_NOISE, VELOCITY_NOISE);
    y.predict(POSITION_NOISE, VELOCITY_NOISE);
    area.predict(POSITION_NOISE, AREA_VELOCITY_NOISE);
    ratio.predict(POSITION_NOISE, 0);
  }

  void update(Box box) {
    x.update(centreX(box), CENTRE_MEASUREMENT_NOISE);
    y.update(centreY(box), CENTRE_MEASUREMENT_NOISE);
    area.update(box.area(), SHAPE_MEASUREMENT_NOISE);
    ratio.update(box.width() / (box.height() + ratioGuard), SHAPE_MEASUREMENT_NOISE);
  }

  /** Whether area and aspect ratio still describe a box. */
  boolean isValid() {
    return area.position() > 0 && ratio.position() > 0;
  }

  /** Where the box is; needs {@link #isValid}. */
  Box box() {
    double width = Math.sqrt(area.position() * ratio.position());
    double height = area.position() / width;
    return new Box(
        x.position() - width / 2,
        y.position() - height / 2,
        x.position() + width / 2,
        y.position() + height / 2);
  }

  double velocityX() {
    return x.velocity();
  }

  double velocityY() {
    return y.velocity();
  }

  AreaMotion copy() {
    return new AreaMotion(ratioGuard, x.copy(), y.copy(), area.copy(), ratio.copy());
  }

  void write(StateWriter out) {
    out.writeDouble(ratioGuard);
    x.write(out);
    y.write(out);
    area.write(out);
    ratio.write(out);
  }

  static AreaMotion read(StateReader in) {
    return new AreaMotion(
        in.readDouble(),
        StepFilter.read(in),
        StepFilter.read(in),
        StepFilter.read(in),
        StepFilter.read(in));
  }

  private static double centreX(Box box) {
    return box.left() + box.width() / 2;
  }

  private static double centreY(Box box) {
    return box.top() + box.height() / 2;
  }
}
