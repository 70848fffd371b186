package io.panoptes.train.report;

import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.Jpeg;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledSegment;
import io.panoptes.train.data.Pixels;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Draws a picture beside its labels and what a segmenter says of it. Stateless. */
public final class Comparison {

  private static final float SHARE = 0.6f;
  private static final float QUALITY = 0.8f;
  private static final int WHITE = 0xFFFFFF;
  private static final int VOID = 0x202020;

  private Comparison() {}

  /**
   * @param panelWidth pixels of each of the three panels
   * @return a JPEG
   */
  public static byte[] jpeg(
      LabelledPicture picture, LabelSet labels, Segmentation found, int panelWidth)
      throws IOException {
    Pixels pixels = picture.pixels();
    int[] truth = new int[picture.ids().length];
    int[] truthColours = new int[picture.segments().size() + 1];
    truthColours[0] = VOID;
    for (int i = 1; i < truthColours.length; i++) {
      LabelledSegment segment = picture.segments().get(i - 1);
      truthColours[i] = labels.category(segment.label()).rgb();
    }
    for (int i = 0; i < truth.length; i++) {
      truth[i] = picture.ids()[i] & 0xFF;
    }
    int[] predicted = new int[truth.length];
    int[] colours = new int[SegmentMap.MAX_ID + 1];
    colours[0] = VOID;
    for (Segment segment : found.segments()) {
      colours[segment.id()] = segment.category().rgb();
    }
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = found.map().ids()[i];
    }
    int panelHeight = Math.max(1, pixels.height() * panelWidth / pixels.width());
    BufferedImage sheet =
        new BufferedImage(3 * panelWidth, panelHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(plain(pixels), 0, 0, panelWidth, panelHeight, null);
    graphics.drawImage(
        over(pixels, truth, truthColours), panelWidth, 0, panelWidth, panelHeight, null);
    graphics.drawImage(
        over(pixels, predicted, colours), 2 * panelWidth, 0, panelWidth, panelHeight, null);
    graphics.dispose();
    return Jpeg.encode(sheet, QUALITY);
  }

  private static BufferedImage plain(Pixels pixels) {
    return over(pixels, null, null);
  }

  /** Colours over a picture, with white lines between segments. */
  private static BufferedImage over(Pixels pixels, int[] ids, int[] colours) {
    int width = pixels.width();
    BufferedImage image = new BufferedImage(width, pixels.height(), BufferedImage.TYPE_INT_RGB);
    byte[] rgb = pixels.rgb();
    for (int y = 0, i = 0; y < pixels.height(); y++) {
      for (int x = 0; x < width; x++, i++) {
        int here = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
        if (ids != null) {
          boolean edge = x > 0 && ids[i] != ids[i - 1] || y > 0 && ids[i] != ids[i - width];
          here = edge ? WHITE : mix(colours[ids[i]], here);
        }
        image.setRGB(x, y, here);
      }
    }
    return image;
  }

  private static int mix(int colour, int under) {
    int mixed = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      float value = SHARE * (colour >> shift & 0xFF) + (1 - SHARE) * (under >> shift & 0xFF);
      mixed |= (int) value << shift;
    }
    return mixed;
  }
}
