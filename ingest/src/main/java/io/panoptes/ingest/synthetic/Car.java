package io.panoptes.ingest.synthetic;

import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A car that drives along the road, seen from the side. */
final class Car implements Actor {

  private static final int[] PAINT = {
    0xC0392B, 0x2471A3, 0xECF0F1, 0x1C2833, 0x7F8C8D, 0xD4AC0D, 0x1E8449
  };
  private static final int GLASS = 0x2C3E50;
  private static final int TYRE = 0x15181B;
  private static final int RIM = 0x9AA3A8;

  private final int id;
  private final double startSeconds;
  private final double endSeconds;
  private final double startX;
  private final double wheelsY;
  private final double velocity;
  private final double length;
  private final int paint;

  /**
   * @param lengthPixels bumper to bumper
   * @param speed in its own lengths a second
   * @param toTheRight which way it drives
   */
  Car(
      int id,
      double startSeconds,
      double sceneWidth,
      double wheelsY,
      double lengthPixels,
      double speed,
      boolean toTheRight,
      Random random) {
    this.id = id;
    this.startSeconds = startSeconds;
    this.length = lengthPixels;
    this.wheelsY = wheelsY;
    this.startX = toTheRight ? -length : sceneWidth + length;
    this.velocity = (toTheRight ? 1 : -1) * speed * length;
    this.endSeconds = startSeconds + (sceneWidth + 2 * length) / Math.abs(velocity);
    this.paint = PAINT[random.nextInt(PAINT.length)];
  }

  @Override
  public boolean isThere(double seconds) {
    return seconds >= startSeconds && seconds <= endSeconds;
  }

  @Override
  public double footY(double seconds) {
    return wheelsY;
  }

  @Override
  public Drawing draw(double seconds) {
    double x = startX + velocity * (seconds - startSeconds);
    double facing = Math.signum(velocity);
    double unit = length / 100 * facing;
    double scale = length / 100;
    List<Part> parts = new ArrayList<>();
    parts.add(Part.shadow(x, wheelsY, 0.54 * length, 0.055 * length));
    parts.add(
        outline(
            x, unit, scale, paint, -50, -9, -49, -20, -36, -23, -22, -33, 12, -33, 27, -22, 46, -18,
            50, -12, 49, -7, -50, -7));
    parts.add(outline(x, unit, scale, GLASS, -30, -22, -20, -30.5, -5, -30.5, -5, -22));
    parts.add(outline(x, unit, scale, GLASS, -2, -22, -2, -30.5, 11, -30.5, 22, -22));
    parts.add(outline(x, unit, scale, 0xF7DC6F, 46, -16, 50, -13, 46, -12));
    parts.add(outline(x, unit, scale, 0xE74C3C, -50, -18, -47, -18, -47, -13, -50, -13));
    for (double wheel : new double[] {-31, 31}) {
      parts.add(Part.ellipse(x + wheel * unit, wheelsY - 8 * scale, 8 * scale, 8 * scale, TYRE));
      parts.add(Part.ellipse(x + wheel * unit, wheelsY - 8 * scale, 4 * scale, 4 * scale, RIM));
    }
    return new Drawing(id, CategoryCatalog.STREET.get("car"), parts);
  }

  /** Coordinates in hundredths of the length, x forwards from the middle, y from the ground. */
  private Part outline(double x, double unit, double scale, int rgb, double... coordinates) {
    double[] pixels = new double[coordinates.length];
    for (int i = 0; i < pixels.length; i += 2) {
      pixels[i] = x + coordinates[i] * unit;
      pixels[i + 1] = wheelsY + coordinates[i + 1] * scale;
    }
    return Part.polygon(rgb, pixels);
  }
}
