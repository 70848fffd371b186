package io.panoptes.train.data;

import io.panoptes.core.geometry.Box;
import java.util.List;

/** Takes one thing out of a picture, with a margin of a few pixels around it. */
final class Cutout {

  /** Pixels around the thing; outside the picture its edge goes on. */
  static final int MARGIN = 4;

  private Cutout() {}

  static LabelledPicture of(LabelledPicture picture, int segment) {
    LabelledSegment whole = picture.segments().get(segment);
    int left = (int) whole.box().left() - MARGIN;
    int top = (int) whole.box().top() - MARGIN;
    int width = (int) whole.box().right() + MARGIN - left;
    int height = (int) whole.box().bottom() + MARGIN - top;
    byte[] rgb = new byte[3 * width * height];
    byte[] ids = new byte[width * height];
    byte wanted = (byte) (segment + 1);
    for (int y = 0; y < height; y++) {
      int sourceY = Math.max(0, Math.min(picture.height() - 1, top + y));
      for (int x = 0; x < width; x++) {
        int sourceX = Math.max(0, Math.min(picture.width() - 1, left + x));
        int from = sourceY * picture.width() + sourceX;
        int to = y * width + x;
        boolean inside = sourceX == left + x && sourceY == top + y;
        ids[to] = (byte) (inside && picture.ids()[from] == wanted ? 1 : 0);
        System.arraycopy(picture.pixels().rgb(), 3 * from, rgb, 3 * to, 3);
      }
    }
    LabelledSegment moved =
        new LabelledSegment(
            whole.label(),
            whole.separate(),
            whole.crowd(),
            new Box(MARGIN, MARGIN, width - MARGIN, height - MARGIN),
            whole.areaPixels());
    return new LabelledPicture(new Pixels(width, height, rgb), ids, List.of(moved));
  }
}
