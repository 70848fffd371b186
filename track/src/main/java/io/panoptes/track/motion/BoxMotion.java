package io.panoptes.track.motion;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * How a box moves: its centre with a velocity, its size nearly constant. All noise is in proportion
 * to the size of the box, so that near and far objects are treated alike. When the box is found
 * again after a gap, the filter goes back to the last observation and walks the straight line
 * between the two, so that errors that grew in the gap leave no trace (observation-centric
 * re-update, Cao et al. 2023). Not for several threads.
 */
public final class BoxMotion {

  /** Standard deviation of a measured centre, in box sizes; at least a pixel is added. */
  private static final double CENTRE_NOISE = 0.05;

  private static final double SIZE_NOISE = 0.06;

  /** Box sizes a second squared: a person's height is 1.7 m, and a brisk start is 1.5 m/s². */
  private static final double CENTRE_ACCELERATION = 1.0;

  private static final double SIZE_ACCELERATION = 0.3;

  /** Box sizes a second that something may move at when first seen. */
  private static final double FIRST_VELOCITY = 1.5;

  private static final double SMALLEST_SIDE = 2;

  private AxisFilter x;
  private AxisFilter y;
  private AxisFilter width;
  private AxisFilter height;
  private BoxMotion atLastObservation;
  private double secondsUnseen;
  private int predictionsUnseen;

  /** At rest at {@code box}. */
  public BoxMotion(Box box) {
    double size = size(box.width(), box.height());
    x = new AxisFilter(centreX(box), CENTRE_NOISE * size + 1, FIRST_VELOCITY * size);
    y = new AxisFilter(centreY(box), CENTRE_NOISE * size + 1, FIRST_VELOCITY * size);
    width = new AxisFilter(box.width(), SIZE_NOISE * size + 1, SIZE_ACCELERATION * size);
    height = new AxisFilter(box.height(), SIZE_NOISE * size + 1, SIZE_ACCELERATION * size);
  }

  private BoxMotion() {}

  /** Moves on by {@code seconds}, at least 0. */
  public void predict(double seconds) {
    if (predictionsUnseen == 0) {
      atLastObservation = copyOfFilters();
    } else {
      width.halt();
      height.halt();
    }
    predictionsUnseen++;
    secondsUnseen += seconds;
    step(seconds);
  }

  private void step(double seconds) {
    double size = size(width.position(), height.position());
    x.predict(seconds, CENTRE_ACCELERATION * size);
    y.predict(seconds, CENTRE_ACCELERATION * size);
    width.predict(seconds, SIZE_ACCELERATION * size);
    height.predict(seconds, SIZE_ACCELERATION * size);
  }

  /** Takes in where the box was seen after the last {@link #predict}. */
  public void update(Box seen) {
    update(seen, true);
  }

  /**
   * The same.
   *
   * @param reupdates whether the filter goes back to the last observation after a gap
   */
  public void update(Box seen, boolean reupdates) {
    if (predictionsUnseen > 1 && reupdates) {
      walkAgain(seen);
    } else {
      measure(centreX(seen), centreY(seen), seen.width(), seen.height());
    }
    secondsUnseen = 0;
    predictionsUnseen = 0;
    atLastObservation = null;
  }

  private void walkAgain(Box seen) {
    int steps = predictionsUnseen;
    double seconds = secondsUnseen / steps;
    x = atLastObservation.x;
    y = atLastObservation.y;
    width = atLastObservation.width;
    height = atLastObservation.height;
    double fromX = x.position();
    double fromY = y.position();
    double fromWidth = width.position();
    double fromHeight = height.position();
    for (int i = 1; i <= steps; i++) {
      double part = (double) i / steps;
      step(seconds);
      measure(
          fromX + part * (centreX(seen) - fromX),
          fromY + part * (centreY(seen) - fromY),
          fromWidth + part * (seen.width() - fromWidth),
          fromHeight + part * (seen.height() - fromHeight));
    }
  }

  private void measure(double centreX, double centreY, double newWidth, double newHeight) {
    double size = size(newWidth, newHeight);
    x.update(centreX, CENTRE_NOISE * size + 1);
    y.update(centreY, CENTRE_NOISE * size + 1);
    width.update(newWidth, SIZE_NOISE * size + 1);
    height.update(newHeight, SIZE_NOISE * size + 1);
  }

  /** Puts the centre elsewhere without calling that an observation. */
  public void moveCentre(double newX, double newY) {
    x.moveTo(newX);
    y.moveTo(newY);
  }

  /** Moves with the picture of a camera that moves; velocities are taken to stay. */
  public void move(CameraMotion camera) {
    double newX = camera.applyX(x.position(), y.position());
    y.moveTo(camera.applyY(x.position(), y.position()));
    x.moveTo(newX);
    width.moveTo(width.position() * camera.scale());
    height.moveTo(height.position() * camera.scale());
    if (atLastObservation != null) {
      atLastObservation.move(camera);
    }
  }

  /** Where the box is now, as far as is known. */
  public Box box() {
    double w = Math.max(SMALLEST_SIDE, width.position());
    double h = Math.max(SMALLEST_SIDE, height.position());
    return Box.ofSize(x.position() - w / 2, y.position() - h / 2, w, h);
  }

  /** Pixels a second to the right. */
  public double velocityX() {
    return x.velocity();
  }

  /** Pixels a second downwards. */
  public double velocityY() {
    return y.velocity();
  }

  /** Standard deviation of the centre in pixels, the larger of both coordinates. */
  public double uncertainty() {
    return Math.max(x.deviation(), y.deviation());
  }

  private BoxMotion copyOfFilters() {
    BoxMotion copy = new BoxMotion();
    copy.x = x.copy();
    copy.y = y.copy();
    copy.width = width.copy();
    copy.height = height.copy();
    return copy;
  }

  public void write(StateWriter out) {
    writeFilters(out);
    out.writeDouble(secondsUnseen).writeInt(predictionsUnseen);
    out.writeBoolean(atLastObservation != null);
    if (atLastObservation != null) {
      atLastObservation.writeFilters(out);
    }
  }

  private void writeFilters(StateWriter out) {
    x.write(out);
    y.write(out);
    width.write(out);
    height.write(out);
  }

  public static BoxMotion read(StateReader in) {
    BoxMotion motion = readFilters(in);
    motion.secondsUnseen = in.readDouble();
    motion.predictionsUnseen = in.readInt();
    if (in.readBoolean()) {
      motion.atLastObservation = readFilters(in);
    }
    return motion;
  }

  private static BoxMotion readFilters(StateReader in) {
    BoxMotion motion = new BoxMotion();
    motion.x = AxisFilter.read(in);
    motion.y = AxisFilter.read(in);
    motion.width = AxisFilter.read(in);
    motion.height = AxisFilter.read(in);
    return motion;
  }

  private static double centreX(Box box) {
    return (box.left() + box.right()) / 2;
  }

  private static double centreY(Box box) {
    return (box.top() + box.bottom()) / 2;
  }

  private static double size(double width, double height) {
    return Math.max(SMALLEST_SIDE, Math.max(width, height));
  }
}
