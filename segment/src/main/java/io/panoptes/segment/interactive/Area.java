package io.panoptes.segment.interactive;

import io.panoptes.core.geometry.Box;
import io.panoptes.segment.Image;
import java.nio.ByteBuffer;

/** A rectangle of whole pixels, which may reach beyond the picture. */
record Area(int left, int top, int width, int height) {

  /** A box with a margin on all sides. */
  static Area around(Box box, int margin) {
    int left = (int) Math.floor(box.left()) - margin;
    int top = (int) Math.floor(box.top()) - margin;
    return new Area(
        left,
        top,
        (int) Math.ceil(box.right()) + margin - left,
        (int) Math.ceil(box.bottom()) + margin - top);
  }

  static Area of(Image image) {
    return new Area(0, 0, image.width(), image.height());
  }

  int right() {
    return left + width;
  }

  int bottom() {
    return top + height;
  }

  /** A copy of the pixels, black beyond the picture. */
  Image cut(Image image) {
    Image cut = Image.allocate(width, height);
    ByteBuffer from = image.bgr();
    int first = Math.max(left, 0);
    int count = Math.min(right(), image.width()) - first;
    for (int y = Math.max(top, 0); count > 0 && y < Math.min(bottom(), image.height()); y++) {
      cut.bgr()
          .put(
              Image.CHANNELS * ((y - top) * width + first - left),
              from,
              Image.CHANNELS * (y * image.width() + first),
              Image.CHANNELS * count);
    }
    return cut;
  }
}
