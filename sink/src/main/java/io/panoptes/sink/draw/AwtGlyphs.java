package io.panoptes.sink.draw;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Characters of the Java runtime's sans-serif font. Needs no display. */
public final class AwtGlyphs implements Typeface.Source {

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final int MARGIN = 2;

  private final Font font;
  private final int capHeight;
  private final int descent;

  /**
   * @param size in pixels
   * @throws RuntimeException or Error when this Java runtime has no fonts
   */
  public AwtGlyphs(int size, boolean bold) {
    font = new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, size);
    Rectangle2D capital = font.createGlyphVector(CONTEXT, "H").getVisualBounds();
    Rectangle2D deep = font.createGlyphVector(CONTEXT, "g").getVisualBounds();
    capHeight = (int) Math.round(capital.getHeight());
    descent = (int) Math.ceil(deep.getMaxY());
  }

  @Override
  public int capHeight() {
    return capHeight;
  }

  @Override
  public int descent() {
    return descent;
  }

  @Override
  public Glyph glyph(char character) {
    GlyphVector vector = font.createGlyphVector(CONTEXT, String.valueOf(character));
    Rectangle2D bounds = vector.getVisualBounds();
    double advance = vector.getGlyphMetrics(0).getAdvanceX();
    int left = (int) Math.floor(bounds.getX()) - MARGIN;
    int top = (int) Math.floor(bounds.getY()) - MARGIN;
    int width = (int) Math.ceil(bounds.getMaxX()) + MARGIN - left;
    int height = (int) Math.ceil(bounds.getMaxY()) + MARGIN - top;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.drawGlyphVector(vector, -left, -top);
    } finally {
      graphics.dispose();
    }
    byte[] coverage = ((DataBufferByte) image.getRaster().getDataBuffer()).getData().clone();
    return new Glyph(left, top, width, height, advance, coverage);
  }
}
