package io.panoptes.eval.image;

/** PNG's five row filters, undone in place. */
final class PngFilters {

  private PngFilters() {}

  /**
   * @param at where the filtered row begins
   * @param pixel bytes a pixel, at least 1
   * @param above where the row above begins, already undone; −1 in the first row
   * @return false when there is no such filter
   */
  static boolean undo(int filter, byte[] data, int at, int length, int pixel, int above) {
    int end = at + length;
    switch (filter) {
      case 0:
        return true;
      case 1:
        for (int i = at + pixel; i < end; i++) {
          data[i] += data[i - pixel];
        }
        return true;
      case 2:
        if (above >= 0) {
          for (int i = at, up = above; i < end; i++, up++) {
            data[i] += data[up];
          }
        }
        return true;
      case 3:
        undoAverage(data, at, end, pixel, above);
        return true;
      case 4:
        undoPaeth(data, at, end, pixel, above);
        return true;
      default:
        return false;
    }
  }

  private static void undoAverage(byte[] data, int at, int end, int pixel, int above) {
    for (int i = at; i < end; i++) {
      int left = i - pixel >= at ? data[i - pixel] & 0xFF : 0;
      int up = above >= 0 ? data[above + i - at] & 0xFF : 0;
      data[i] += (byte) (left + up >> 1);
    }
  }

  private static void undoPaeth(byte[] data, int at, int end, int pixel, int above) {
    if (above < 0) {
      for (int i = at + pixel; i < end; i++) {
        data[i] += data[i - pixel];
      }
      return;
    }
    int up = above;
    int i = at;
    for (int first = Math.min(end, at + pixel); i < first; i++, up++) {
      data[i] += data[up];
    }
    for (; i < end; i++, up++) {
      int a = data[i - pixel] & 0xFF;
      int b = data[up] & 0xFF;
      int c = data[up - pixel] & 0xFF;
      int pa = Math.abs(b - c);
      int pb = Math.abs(a - c);
      int pc = Math.abs(a + b - 2 * c);
      data[i] += (byte) (pa <= pb && pa <= pc ? a : pb <= pc ? b : c);
    }
  }
}
