package io.panoptes.segment.propagation;

import io.panoptes.core.panoptic.SegmentMap;

/**
 * Where the pixels of a frame were in its key frame, in whole pixels, one displacement for each
 * cell of a coarser grid. Immutable.
 */
public final class Displacement {

  private final int columns;
  private final int rows;
  private final short[] right;
  private final short[] down;

  private Displacement(int columns, int rows, short[] right, short[] down) {
    this.columns = columns;
    this.rows = rows;
    this.right = right;
    this.down = down;
  }

  /**
   * @param size of the grid
   * @param flow two numbers a cell, in cells, as {@link FlowEngine#flow} gives them
   */
  static Displacement of(WorkingSize size, float[] flow, int frameWidth, int frameHeight) {
    double scaleX = frameWidth / (double) size.width();
    double scaleY = frameHeight / (double) size.height();
    short[] right = new short[size.pixels()];
    short[] down = new short[size.pixels()];
    for (int i = 0; i < right.length; i++) {
      right[i] = whole(flow[2 * i] * scaleX);
      down[i] = whole(flow[2 * i + 1] * scaleY);
    }
    return new Displacement(size.width(), size.height(), right, down);
  }

  private static short whole(double pixels) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(pixels)));
  }

  /** The map of the frame; what came in over an edge gets the segment at that edge. */
  public SegmentMap carry(SegmentMap key) {
    int width = key.width();
    int height = key.height();
    int[] column = new int[width];
    for (int x = 0; x < width; x++) {
      column[x] = (int) ((long) x * columns / width);
    }
    char[] from = key.ids();
    char[] ids = new char[from.length];
    for (int y = 0, i = 0; y < height; y++) {
      int row = (int) ((long) y * rows / height) * columns;
      for (int x = 0; x < width; x++, i++) {
        int cell = row + column[x];
        int sourceX = Math.max(0, Math.min(width - 1, x + right[cell]));
        int sourceY = Math.max(0, Math.min(height - 1, y + down[cell]));
        ids[i] = from[sourceY * width + sourceX];
      }
    }
    return new SegmentMap(width, height, ids);
  }
}
