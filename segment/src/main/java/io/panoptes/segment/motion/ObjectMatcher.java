package io.panoptes.segment.motion;

/**
 * Finds where a thing went between two pictures: the shift at which the colours under its mask
 * agree best, near where its velocity leads.
 */
final class ObjectMatcher {

  private static final float INSIDE = 0.5f;
  private static final int OFF_FOREGROUND = 45;
  private static final float DETOUR = 1.5f;
  private static final int SAMPLES = 300;

  private final int width;
  private final int height;

  ObjectMatcher(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** A shift in whole working pixels, and how badly the colours agree there. */
  record Shift(int dx, int dy, float cost) {}

  /**
   * The best shift.
   *
   * @param foreground cleaned mask of the current picture
   * @param raw values of {@link BackgroundModel}, not cleaned
   * @param guessX where the velocity leads
   * @param reach how far from there to look
   */
  Shift find(
      SoftMask mask,
      byte[] previous,
      byte[] current,
      byte[] foreground,
      byte[] raw,
      int guessX,
      int guessY,
      int reach) {
    Region region = mask.region;
    int step = Math.max(1, (int) Math.sqrt(region.area() / (float) SAMPLES));
    int reachY = Math.max(1, reach * 2 / 3);
    Shift best = new Shift(guessX, guessY, Float.MAX_VALUE);
    for (int dy = guessY - reachY; dy <= guessY + reachY; dy++) {
      for (int dx = guessX - reach; dx <= guessX + reach; dx++) {
        float cost =
            cost(mask, previous, current, foreground, raw, dx, dy, step)
                + DETOUR * (Math.abs(dx - guessX) + Math.abs(dy - guessY));
        if (cost < best.cost) {
          best = new Shift(dx, dy, cost);
        }
      }
    }
    return best;
  }

  private float cost(
      SoftMask mask,
      byte[] previous,
      byte[] current,
      byte[] foreground,
      byte[] raw,
      int dx,
      int dy,
      int step) {
    Region region = mask.region;
    long sum = 0;
    int count = 0;
    for (int y = region.top() + step / 2; y < region.bottom(); y += step) {
      for (int x = region.left() + step / 2; x < region.right(); x += step) {
        if (x < 0 || y < 0 || x >= width || y >= height || mask.at(x, y) < INSIDE) {
          continue;
        }
        int toX = x + dx;
        int toY = y + dy;
        if (toX < 0 || toY < 0 || toX >= width || toY >= height) {
          continue;
        }
        int from = 3 * (y * width + x);
        int to = 3 * (toY * width + toX);
        int difference =
            Math.abs((previous[from] & 0xFF) - (current[to] & 0xFF))
                + Math.abs((previous[from + 1] & 0xFF) - (current[to + 1] & 0xFF))
                + Math.abs((previous[from + 2] & 0xFF) - (current[to + 2] & 0xFF));
        sum += Math.min(difference, 120);
        boolean off = foreground[to / 3] == 0 && raw[to / 3] != BackgroundModel.UNKNOWN;
        sum += off ? OFF_FOREGROUND : 0;
        count++;
      }
    }
    return count == 0 ? Float.MAX_VALUE / 4 : sum / (float) count;
  }
}
