package io.panoptes.ingest.synthetic;

import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A person who walks straight on. */
final class Walker implements Actor {

  private static final int[] CLOTHES = {
    0xB03A2E, 0x1F618D, 0x196F3D, 0xB7950B, 0x6C3483, 0x212F3D, 0xD0D3D4, 0xCA6F1E, 0x117A65
  };
  private static final int[] TROUSERS = {0x1B2631, 0x283747, 0x4E342E, 0x5D6D7E, 0x1A237E};
  private static final int[] SKIN = {0xE0AC69, 0xC68642, 0x8D5524, 0xF1C27D};
  private static final int[] HAIR = {0x1C1C1C, 0x4E342E, 0x8D6E63, 0xBDBDBD};

  private final int id;
  private final double startSeconds;
  private final double startX;
  private final double startY;
  private final double velocityX;
  private final double velocityY;
  private final double endSeconds;
  private final Perspective perspective;
  private final double size;
  private final double phase;
  private final int shirt;
  private final int trousers;
  private final int skin;
  private final int hair;

  /**
   * @param startSeconds when it is at its start, at the edge of the picture
   * @param toX where it goes to
   * @param speed in its own heights a second
   */
  Walker(
      int id,
      double startSeconds,
      double fromX,
      double fromY,
      double toX,
      double toY,
      double speed,
      Perspective perspective,
      Random random) {
    this.id = id;
    this.startSeconds = startSeconds;
    this.startX = fromX;
    this.startY = fromY;
    this.perspective = perspective;
    double distance = Math.hypot(toX - fromX, toY - fromY);
    double seconds = distance / (speed * perspective.personHeight((fromY + toY) / 2));
    this.velocityX = (toX - fromX) / seconds;
    this.velocityY = (toY - fromY) / seconds;
    this.endSeconds = startSeconds + seconds;
    this.size = 0.9 + 0.2 * random.nextDouble();
    this.phase = 2 * Math.PI * random.nextDouble();
    this.shirt = CLOTHES[random.nextInt(CLOTHES.length)];
    this.trousers = TROUSERS[random.nextInt(TROUSERS.length)];
    this.skin = SKIN[random.nextInt(SKIN.length)];
    this.hair = HAIR[random.nextInt(HAIR.length)];
  }

  @Override
  public boolean isThere(double seconds) {
    return seconds >= startSeconds && seconds <= endSeconds;
  }

  @Override
  public double footY(double seconds) {
    return startY + velocityY * (seconds - startSeconds);
  }

  @Override
  public Drawing draw(double seconds) {
    double x = startX + velocityX * (seconds - startSeconds);
    double y = footY(seconds);
    double height = size * perspective.personHeight(y);
    double facing = Math.signum(velocityX);
    double swing = Math.sin(phase + 2 * Math.PI * 0.9 * (seconds - startSeconds));
    double hipY = y - 0.48 * height;
    double shoulderY = y - 0.81 * height;
    List<Part> parts = new ArrayList<>();
    parts.add(Part.shadow(x + 0.10 * height, y, 0.22 * height, 0.05 * height));
    parts.add(arm(x, shoulderY, -swing, height, darker(shirt)));
    parts.add(leg(x, hipY, y, -swing, height, darker(trousers)));
    parts.add(leg(x, hipY, y, swing, height, trousers));
    parts.add(
        Part.polygon(
            shirt,
            x - 0.115 * height,
            shoulderY,
            x + 0.115 * height,
            shoulderY,
            x + 0.085 * height,
            hipY + 0.03 * height,
            x - 0.085 * height,
            hipY + 0.03 * height));
    parts.add(arm(x, shoulderY, swing, height, shirt));
    parts.add(
        Part.box(
            x - 0.03 * height,
            shoulderY - 0.05 * height,
            x + 0.03 * height,
            shoulderY + 0.01 * height,
            skin));
    double headY = y - 0.915 * height;
    parts.add(Part.ellipse(x, headY, 0.062 * height, 0.08 * height, skin));
    parts.add(
        Part.ellipse(
            x - 0.015 * facing * height,
            headY - 0.035 * height,
            0.062 * height,
            0.052 * height,
            hair));
    return new Drawing(id, CategoryCatalog.STREET.get("person"), parts);
  }

  private static Part leg(
      double x, double hipY, double footY, double swing, double height, int rgb) {
    double lift = Math.max(0, -swing) * 0.03 * height;
    return Part.limb(
        x,
        hipY - 0.02 * height,
        0.12 * height,
        x + 0.15 * swing * height,
        footY - lift,
        0.07 * height,
        rgb);
  }

  private static Part arm(double x, double shoulderY, double swing, double height, int rgb) {
    return Part.limb(
        x,
        shoulderY + 0.02 * height,
        0.07 * height,
        x - 0.14 * swing * height,
        shoulderY + 0.34 * height,
        0.05 * height,
        rgb);
  }

  private static int darker(int rgb) {
    return rgb >> 1 & 0x7F7F7F;
  }
}
