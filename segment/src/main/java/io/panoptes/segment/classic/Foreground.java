package io.panoptes.segment.classic;

/** Which side of a threshold is foreground. */
public enum Foreground {
  DARK,
  BRIGHT,
  /** The side that holds less of the picture's outermost pixels; dark when both hold as much. */
  AUTO;

  /**
   * Chooses.
   *
   * @param bright not 0 where the picture is bright
   * @return 1 inside, 0 outside
   */
  public byte[] of(int width, int height, byte[] bright) {
    boolean wanted = this == BRIGHT || (this == AUTO && darkAtTheEdge(width, height, bright));
    byte[] mask = new byte[bright.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) ((bright[i] != 0) == wanted ? 1 : 0);
    }
    return mask;
  }

  private static boolean darkAtTheEdge(int width, int height, byte[] bright) {
    int balance = 0;
    for (int x = 0; x < width; x++) {
      balance += bright[x] == 0 ? 1 : -1;
      balance += bright[bright.length - 1 - x] == 0 ? 1 : -1;
    }
    for (int y = 0; y < height; y++) {
      balance += bright[y * width] == 0 ? 1 : -1;
      balance += bright[y * width + width - 1] == 0 ? 1 : -1;
    }
    return balance > 0;
  }
}
