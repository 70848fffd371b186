package io.panoptes.sink.javacv;

import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;

import io.panoptes.sink.draw.Glyph;
import io.panoptes.sink.draw.Typeface;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** OpenCV's own line font, for Java runtimes without any fonts. Knows ASCII only. */
final class HersheyGlyphs implements Typeface.Source {

  /** Height of a capital letter at scale 1. */
  private static final double CAP_HEIGHT = 21;

  private static final int MARGIN = 3;
  private static final char LAST = '~';

  private final double scale;
  private final int thickness;
  private final int capHeight;

  /**
   * @param size in pixels, as of a font with capitals of 0.72 of it
   */
  HersheyGlyphs(int size, boolean bold) {
    capHeight = (int) Math.round(0.72 * size);
    scale = capHeight / CAP_HEIGHT;
    thickness = bold ? 2 : 1;
  }

  @Override
  public int capHeight() {
    return capHeight;
  }

  @Override
  public int descent() {
    return (int) Math.ceil(capHeight / 3.0);
  }

  @Override
  public Glyph glyph(char character) {
    String text = String.valueOf(character > LAST ? '?' : character);
    int[] baseline = new int[1];
    try (Size size = getTextSize(text, FONT_HERSHEY_SIMPLEX, scale, thickness, baseline)) {
      int width = size.width() + 2 * MARGIN;
      int above = size.height() + MARGIN;
      int height = above + baseline[0] + MARGIN;
      try (Scalar black = new Scalar(0);
          Scalar white = new Scalar(255);
          Point pen = new Point(MARGIN, above);
          Mat canvas = new Mat(height, width, opencv_core.CV_8UC1, black)) {
        putText(canvas, text, pen, FONT_HERSHEY_SIMPLEX, scale, white, thickness, LINE_AA, false);
        byte[] coverage = new byte[width * height];
        canvas.data().get(coverage);
        return new Glyph(-MARGIN, -above, width, height, size.width(), coverage);
      }
    }
  }
}
