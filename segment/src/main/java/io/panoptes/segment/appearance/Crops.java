package io.panoptes.segment.appearance;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Image;
import io.panoptes.segment.Segmentation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts things out of a picture, into memory that is used again. Not for several threads. */
final class Crops {

  private final byte pad;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private byte[] row = new byte[0];

  /**
   * @param pad what a masked pixel becomes, 0 to 255
   */
  Crops(int pad) {
    this.pad = (byte) pad;
  }

  /**
   * One picture for each segment.
   *
   * @param segments of the segmentation, whose boxes lie in the picture at least in part
   * @param masked whether pixels of others become {@code pad}
   * @return valid until the next call
   */
  List<Image> cut(Segmentation segmentation, List<Segment> segments, Image image, boolean masked) {
    int needed = 0;
    for (Segment segment : segments) {
      Box box = pixels(segment, image);
      needed += Image.CHANNELS * (int) box.area();
    }
    if (memory.capacity() < needed) {
      memory = ByteBuffer.allocateDirect(needed);
    }
    List<Image> crops = new ArrayList<>(segments.size());
    int at = 0;
    for (Segment segment : segments) {
      Box box = pixels(segment, image);
      int width = (int) box.width();
      int height = (int) box.height();
      int bytes = Image.CHANNELS * width * height;
      ByteBuffer own = memory.slice(at, bytes);
      for (int y = 0; y < height; y++) {
        copyRow(segmentation, segment, image, box, y, masked);
        own.put(Image.CHANNELS * width * y, row, 0, Image.CHANNELS * width);
      }
      crops.add(Image.view(width, height, own));
      at += bytes;
    }
    return crops;
  }

  private void copyRow(
      Segmentation segmentation, Segment segment, Image image, Box box, int y, boolean masked) {
    int width = (int) box.width();
    if (row.length < Image.CHANNELS * width) {
      row = new byte[Image.CHANNELS * width];
    }
    int from = ((int) box.top() + y) * image.width() + (int) box.left();
    image.bgr().get(Image.CHANNELS * from, row, 0, Image.CHANNELS * width);
    if (masked) {
      char[] ids = segmentation.map().ids();
      for (int x = 0; x < width; x++) {
        if (ids[from + x] != segment.id()) {
          row[Image.CHANNELS * x] = pad;
          row[Image.CHANNELS * x + 1] = pad;
          row[Image.CHANNELS * x + 2] = pad;
        }
      }
    }
  }

  /** Whole pixels of the picture. */
  private static Box pixels(Segment segment, Image image) {
    Box box = segment.box().clip(image.width(), image.height());
    return new Box(
        Math.floor(box.left()),
        Math.floor(box.top()),
        Math.ceil(box.right()),
        Math.ceil(box.bottom()));
  }
}
