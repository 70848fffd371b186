package io.panoptes.sink.draw;

import java.util.Arrays;

/**
 * Draws lines with round ends and soft edges. Strokes are collected first, where they overlap the
 * stronger one counts, and painted once, so that the joints of a translucent way do not show. Not
 * safe for many threads.
 */
final class Strokes {

  private final int width;
  private final int height;
  private final byte[] coverage;
  private int left;
  private int top;
  private int right;
  private int bottom;

  Strokes(int width, int height) {
    this.width = width;
    this.height = height;
    this.coverage = new byte[width * height];
    reset();
  }

  private void reset() {
    left = width;
    top = height;
    right = 0;
    bottom = 0;
  }

  /**
   * Adds a line; parts outside the picture are left out.
   *
   * @param thickness in pixels
   * @param opacity 0 to 1
   */
  void line(double x0, double y0, double x1, double y1, double thickness, double opacity) {
    double radius = thickness / 2;
    double reach = radius + 1;
    int firstRow = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach));
    int lastRow = Math.min(height - 1, (int) Math.ceil(Math.max(y0, y1) + reach));
    double dx = x1 - x0;
    double dy = y1 - y0;
    double squared = dx * dx + dy * dy;
    double length = Math.sqrt(squared);
    double strength = 255 * Math.max(0, Math.min(1, opacity));
    for (int y = firstRow; y <= lastRow; y++) {
      double from = Math.min(x0, x1) - reach;
      double to = Math.max(x0, x1) + reach;
      if (Math.abs(dy) > 1e-9) {
        double slack = reach * length / Math.abs(dy) + Math.abs(dx / dy);
        double middle = x0 + (y + 0.5 - y0) * dx / dy;
        from = Math.max(from, middle - slack);
        to = Math.min(to, middle + slack);
      }
      int firstColumn = Math.max(0, (int) Math.floor(from));
      int lastColumn = Math.min(width - 1, (int) Math.ceil(to));
      if (firstColumn > lastColumn) {
        continue;
      }
      touch(firstColumn, lastColumn, y);
      double py = y + 0.5 - y0;
      for (int x = firstColumn; x <= lastColumn; x++) {
        double px = x + 0.5 - x0;
        double share = squared == 0 ? 0 : (px * dx + py * dy) / squared;
        share = share < 0 ? 0 : share > 1 ? 1 : share;
        double ox = px - share * dx;
        double oy = py - share * dy;
        double cover = radius + 0.5 - Math.sqrt(ox * ox + oy * oy);
        if (cover > 0) {
          int value = (int) (strength * Math.min(1, cover));
          int i = y * width + x;
          if (value > (coverage[i] & 0xFF)) {
            coverage[i] = (byte) value;
          }
        }
      }
    }
  }

  private void touch(int from, int to, int row) {
    left = Math.min(left, from);
    right = Math.max(right, to + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }

  /** Paints what was collected and forgets it. */
  void paint(Picture picture, int rgb, double opacity) {
    byte[] bgr = picture.bgr();
    int strength = (int) Math.round(257 * opacity);
    for (int y = top; y < bottom; y++) {
      for (int i = y * width + left, end = y * width + right; i < end; i++) {
        int cover = coverage[i] & 0xFF;
        if (cover != 0) {
          blend(bgr, 3 * i, rgb, cover * strength >> 8);
        }
      }
    }
    clear();
  }

  /** What was collected as a stencil; forgets it. */
  Stencil take() {
    int count = 0;
    for (int y = top; y < bottom; y++) {
      for (int i = y * width + left, end = y * width + right; i < end; i++) {
        count += coverage[i] != 0 ? 1 : 0;
      }
    }
    int[] pixels = new int[count];
    byte[] covers = new byte[count];
    int k = 0;
    for (int y = top; y < bottom; y++) {
      for (int i = y * width + left, end = y * width + right; i < end; i++) {
        if (coverage[i] != 0) {
          pixels[k] = i;
          covers[k++] = coverage[i];
        }
      }
    }
    clear();
    return new Stencil(pixels, covers);
  }

  private void clear() {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(coverage, y * width + left, y * width + right, (byte) 0);
    }
    reset();
  }

  /**
   * Lays a colour over the pixel whose blue byte is at {@code i}.
   *
   * @param alpha 0 to 255
   */
  static void blend(byte[] bgr, int i, int rgb, int alpha) {
    int under = 255 - alpha;
    bgr[i] = (byte) (((bgr[i] & 0xFF) * under + (rgb & 0xFF) * alpha + 127) / 255);
    bgr[i + 1] = (byte) (((bgr[i + 1] & 0xFF) * under + (rgb >> 8 & 0xFF) * alpha + 127) / 255);
    bgr[i + 2] = (byte) (((bgr[i + 2] & 0xFF) * under + (rgb >> 16 & 0xFF) * alpha + 127) / 255);
  }
}
