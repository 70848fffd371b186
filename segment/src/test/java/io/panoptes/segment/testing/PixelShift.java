package io.panoptes.segment.testing;

import io.panoptes.segment.Image;
import io.panoptes.segment.propagation.FlowEngine;

/** Flow for tests: the whole picture moves by the few whole pixels that explain it best. */
public final class PixelShift implements FlowEngine {

  private static final int REACH = 4;

  private final int width;
  private final int height;

  public PixelShift(int width, int height) {
    this.width = width;
    this.height = height;
  }

  @Override
  public byte[] grey(Image image) {
    byte[] grey = new byte[width * height];
    for (int i = 0; i < grey.length; i++) {
      int x = i % width * image.width() / width;
      int y = i / width * image.height() / height;
      grey[i] = image.bgr().get(Image.CHANNELS * (y * image.width() + x));
    }
    return grey;
  }

  @Override
  public void flow(byte[] current, byte[] earlier, float[] flow) {
    long best = Long.MAX_VALUE;
    int bestX = 0;
    int bestY = 0;
    for (int dy = -REACH; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        long cost = 4L * (Math.abs(dx) + Math.abs(dy));
        for (int y = REACH; y < height - REACH; y++) {
          for (int x = REACH; x < width - REACH; x++) {
            cost +=
                Math.abs(
                    (current[y * width + x] & 0xFF) - (earlier[(y + dy) * width + x + dx] & 0xFF));
          }
        }
        if (cost < best) {
          best = cost;
          bestX = dx;
          bestY = dy;
        }
      }
    }
    for (int i = 0; i < flow.length; i += 2) {
      flow[i] = bestX;
      flow[i + 1] = bestY;
    }
  }

  @Override
  public void close() {}
}
