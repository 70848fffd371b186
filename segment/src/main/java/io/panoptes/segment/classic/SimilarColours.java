package io.panoptes.segment.classic;

/**
 * Connected parts of a picture whose neighbouring pixels differ little, such as a flattened one.
 */
public final class SimilarColours {

  private SimilarColours() {}

  /**
   * Finds regions.
   *
   * @param tolerance farthest in ΔE that two neighbouring pixels of a region differ
   * @param minArea smallest region in pixels
   */
  public static Regions find(WorkPicture picture, double tolerance, double minArea) {
    int width = picture.width();
    int[] labels = new int[picture.pixels()];
    int[] queue = new int[labels.length];
    double limit = tolerance * tolerance;
    int count = 0;
    for (int seed = 0; seed < labels.length; seed++) {
      if (labels[seed] != 0) {
        continue;
      }
      labels[seed] = ++count;
      int tail = 0;
      queue[tail++] = seed;
      for (int head = 0; head < tail; head++) {
        int i = queue[head];
        int x = i % width;
        for (int side = 0; side < 4; side++) {
          int beside = Regions.neighbour(i, x, side, width, labels.length);
          if (beside >= 0 && labels[beside] == 0 && picture.difference(i, beside) <= limit) {
            labels[beside] = count;
            queue[tail++] = beside;
          }
        }
      }
    }
    return RegionMerger.merge(picture, Regions.numbered(width, picture.height(), labels), minArea);
  }
}
