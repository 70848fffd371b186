package io.panoptes.segment.motion;

/** A half-open rectangle of whole pixels; empty when an end is not after its beginning. */
public record Region(int left, int top, int right, int bottom) {

  public int width() {
    return Math.max(0, right - left);
  }

  public int height() {
    return Math.max(0, bottom - top);
  }

  public int area() {
    return width() * height();
  }

  public boolean isEmpty() {
    return right <= left || bottom <= top;
  }

  public boolean contains(int x, int y) {
    return x >= left && x < right && y >= top && y < bottom;
  }

  /** Larger by that many pixels at each side, not beyond a picture of the given size. */
  public Region grow(int dx, int dy, int pictureWidth, int pictureHeight) {
    return new Region(
        Math.max(0, left - dx),
        Math.max(0, top - dy),
        Math.min(pictureWidth, right + dx),
        Math.min(pictureHeight, bottom + dy));
  }

  /** The smallest region around both; an empty one counts for nothing. */
  public Region union(Region other) {
    if (isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    return new Region(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  public Region intersect(Region other) {
    return new Region(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
  }

  public Region translate(int dx, int dy) {
    return new Region(left + dx, top + dy, right + dx, bottom + dy);
  }
}
