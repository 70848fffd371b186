package io.panoptes.sink.draw;

/**
 * A shape with soft edges, ready to be painted in any colour: the pixels it covers and how much.
 */
final class Stencil {

  private final int[] pixels;
  private final byte[] coverage;

  Stencil(int[] pixels, byte[] coverage) {
    this.pixels = pixels;
    this.coverage = coverage;
  }

  /**
   * @param rgb 0xRRGGBB
   * @param opacity 0 to 1
   */
  void paint(Picture picture, int rgb, double opacity) {
    byte[] bgr = picture.bgr();
    int strength = (int) Math.round(257 * opacity);
    for (int k = 0; k < pixels.length; k++) {
      Strokes.blend(bgr, 3 * pixels[k], rgb, (coverage[k] & 0xFF) * strength >> 8);
    }
  }
}
