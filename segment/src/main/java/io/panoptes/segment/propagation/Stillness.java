package io.panoptes.segment.propagation;

/**
 * Tells a scene in which nothing moves from one with noise in it: what counts is the mean of
 * blocks, in which noise cancels out and the edge of a moving thing does not.
 */
final class Stillness {

  /** Working pixels along the side of a block. */
  private static final int BLOCK = 4;

  private final WorkingSize size;
  private final double level;
  private final double area;
  private final int columns;
  private final int rows;
  private int[] reference;

  Stillness(WorkingSize size, double level, double area) {
    this.size = size;
    this.level = level;
    this.area = area;
    this.columns = (size.width() + BLOCK - 1) / BLOCK;
    this.rows = (size.height() + BLOCK - 1) / BLOCK;
  }

  /** What later pictures are compared with. */
  void remember(byte[] grey) {
    reference = sums(grey);
  }

  /** Whether a picture shows what the remembered one did. */
  boolean isStill(byte[] grey) {
    int[] sums = sums(grey);
    int moved = 0;
    int allowed = (int) (area * sums.length);
    for (int row = 0; row < rows; row++) {
      int blockHeight = Math.min(BLOCK, size.height() - row * BLOCK);
      for (int column = 0; column < columns; column++) {
        int block = row * columns + column;
        int pixels = blockHeight * Math.min(BLOCK, size.width() - column * BLOCK);
        if (Math.abs(sums[block] - reference[block]) > level * pixels && ++moved > allowed) {
          return false;
        }
      }
    }
    return true;
  }

  private int[] sums(byte[] grey) {
    int[] sums = new int[columns * rows];
    for (int y = 0, i = 0; y < size.height(); y++) {
      int row = y / BLOCK * columns;
      for (int x = 0; x < size.width(); x++, i++) {
        sums[row + x / BLOCK] += grey[i] & 0xFF;
      }
    }
    return sums;
  }
}
