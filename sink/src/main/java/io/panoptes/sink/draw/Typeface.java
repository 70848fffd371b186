package io.panoptes.sink.draw;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters of one style and size, drawn once and kept. Not safe for many threads.
 *
 * <p>Only what is drawn is kept, and only for the characters of the Latin alphabets; anything else
 * appears as a question mark, so that the memory is bounded.
 */
public final class Typeface {

  private static final char LAST = '\u024F';

  private final Source source;
  private final Map<Character, Glyph> glyphs = new HashMap<>();

  /** Draws single characters. */
  public interface Source {

    Glyph glyph(char character);

    /** Pixels above the baseline that a capital letter takes. */
    int capHeight();

    /** Pixels below the baseline. */
    int descent();
  }

  public Typeface(Source source) {
    this.source = source;
  }

  public int capHeight() {
    return source.capHeight();
  }

  public int descent() {
    return source.descent();
  }

  /** Width of a text in pixels. */
  public int width(String text) {
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += glyph(text.charAt(i)).advance();
    }
    return (int) Math.ceil(width);
  }

  /**
   * Draws a text.
   *
   * @param x left end in pixels
   * @param baseline row on which the letters stand
   * @param opacity 0 to 1
   */
  public void paint(Picture picture, String text, int x, int baseline, int rgb, double opacity) {
    int alpha = (int) Math.round(255 * opacity);
    double pen = x;
    for (int i = 0; i < text.length(); i++) {
      Glyph glyph = glyph(text.charAt(i));
      glyph.paint(picture, (int) Math.round(pen), baseline, rgb, alpha);
      pen += glyph.advance();
    }
  }

  private Glyph glyph(char character) {
    char shown = character >= ' ' && character <= LAST ? character : '?';
    Glyph glyph = glyphs.get(shown);
    if (glyph == null) {
      glyph = source.glyph(shown);
      glyphs.put(shown, glyph);
    }
    return glyph;
  }
}
