package io.panoptes.segment.motion;

/**
 * How surely each pixel of a region belongs to a thing, 0 to 1; 0 outside the region. The region
 * may reach outside the picture.
 */
final class SoftMask {

  final Region region;
  final float[] values;

  SoftMask(Region region) {
    this.region = region;
    this.values = new float[region.area()];
  }

  private SoftMask(Region region, float[] values) {
    this.region = region;
    this.values = values;
  }

  float at(int x, int y) {
    return region.contains(x, y)
        ? values[(y - region.top()) * region.width() + x - region.left()]
        : 0;
  }

  /** The same values elsewhere, sharing them. */
  SoftMask translate(int dx, int dy) {
    return new SoftMask(region.translate(dx, dy), values);
  }

  /** Sum of all values: the area that it believes in. */
  float mass() {
    float mass = 0;
    for (float value : values) {
      mass += value;
    }
    return mass;
  }

  /** The smallest region that holds every value of at least {@code limit}. */
  Region core(float limit) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = Integer.MIN_VALUE;
    int bottom = Integer.MIN_VALUE;
    for (int y = 0, i = 0; y < region.height(); y++) {
      for (int x = 0; x < region.width(); x++, i++) {
        if (values[i] >= limit) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    return right < left
        ? new Region(region.left(), region.top(), region.left(), region.top())
        : new Region(left, top, right, bottom).translate(region.left(), region.top());
  }

  /** The same values on a smaller or larger region. */
  SoftMask on(Region other) {
    SoftMask moved = new SoftMask(other);
    Region shared = region.intersect(other);
    for (int y = shared.top(); y < shared.bottom(); y++) {
      for (int x = shared.left(); x < shared.right(); x++) {
        moved.values[(y - other.top()) * other.width() + x - other.left()] = at(x, y);
      }
    }
    return moved;
  }
}
