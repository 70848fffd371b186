package io.panoptes.segment.head;

import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.model.Placement;

/**
 * Brings segments of coarse cells to the frame's pixels. Inside a segment a pixel takes its cells'
 * segment; where four neighbouring cells differ, the one wins whose label has the largest
 * interpolated score, and of several instances of that label the nearest.
 */
final class CellSegments {

  private final int width;
  private final int height;
  private final Placement placement;

  /**
   * @param width cells in a row of the whole input
   */
  CellSegments(int width, int height, Placement placement) {
    this.width = width;
    this.height = height;
    this.placement = placement;
  }

  /**
   * @param segments of cells, 0 is void
   * @param labels of cells
   * @return the frame's map with the same numbers
   */
  SegmentMap enlarge(char[] segments, int[] labels, CellScores scores) {
    int frameWidth = placement.frameWidth();
    int frameHeight = placement.frameHeight();
    int[] left = new int[frameWidth];
    float[] shareX = new float[frameWidth];
    for (int x = 0; x < frameWidth; x++) {
      double at =
          (placement.left() + (x + 0.5) * placement.partWidth() / frameWidth)
                  * width
                  / placement.width()
              - 0.5;
      double clamped = Math.max(0, Math.min(width - 1, at));
      left[x] = (int) clamped;
      shareX[x] = (float) (clamped - left[x]);
    }
    char[] ids = new char[frameWidth * frameHeight];
    float[] weights = new float[4];
    int[] cells = new int[4];
    for (int y = 0, i = 0; y < frameHeight; y++) {
      double at =
          (placement.top() + (y + 0.5) * placement.partHeight() / frameHeight)
                  * height
                  / placement.height()
              - 0.5;
      double clamped = Math.max(0, Math.min(height - 1, at));
      int top = (int) clamped;
      float shareY = (float) (clamped - top);
      int upper = top * width;
      int lower = Math.min(height - 1, top + 1) * width;
      for (int x = 0; x < frameWidth; x++, i++) {
        int column = left[x];
        int next = Math.min(width - 1, column + 1);
        char segment = segments[upper + column];
        if (segment == segments[upper + next]
            && segment == segments[lower + column]
            && segment == segments[lower + next]) {
          ids[i] = segment;
          continue;
        }
        cells[0] = upper + column;
        cells[1] = upper + next;
        cells[2] = lower + column;
        cells[3] = lower + next;
        weights[0] = (1 - shareX[x]) * (1 - shareY);
        weights[1] = shareX[x] * (1 - shareY);
        weights[2] = (1 - shareX[x]) * shareY;
        weights[3] = shareX[x] * shareY;
        ids[i] = choose(cells, weights, segments, labels, scores);
      }
    }
    return new SegmentMap(frameWidth, frameHeight, ids);
  }

  private static char choose(
      int[] cells, float[] weights, char[] segments, int[] labels, CellScores scores) {
    char best = 0;
    float most = Float.NEGATIVE_INFINITY;
    float nearest = 0;
    for (int k = 0; k < 4; k++) {
      char segment = segments[cells[k]];
      float score = Float.NEGATIVE_INFINITY;
      if (segment != 0) {
        int label = labels[cells[k]];
        score = 0;
        for (int n = 0; n < 4; n++) {
          score += weights[n] * scores.get(cells[n], label);
        }
      }
      if (score > most || score == most && weights[k] > nearest) {
        best = segment;
        most = score;
        nearest = weights[k];
      }
    }
    return best;
  }
}
