package io.panoptes.ingest;

import io.panoptes.core.geometry.Polygon;
import java.util.List;

/**
 * What becomes of a decoded picture before it is published.
 *
 * @param width in pixels, 0 to derive it from the height, or to keep the size when both are 0
 * @param height in pixels, 0 likewise
 * @param jpegQuality 1 to 100; higher keeps more detail and makes larger messages
 * @param privacyMasks in normalised coordinates; what lies inside is black for ever
 */
public record PictureSettings(int width, int height, int jpegQuality, List<Polygon> privacyMasks) {

  /** Largest width and height. */
  public static final int MAX_SIDE = 16_384;

  /** The source's own size, good quality, no masks. */
  public static final PictureSettings DEFAULT = new PictureSettings(0, 0, 85, List.of());

  public PictureSettings {
    privacyMasks = List.copyOf(privacyMasks);
    if (width < 0 || height < 0 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "size " + width + "x" + height + " must be 0 to " + MAX_SIDE + " pixels each way");
    }
    if (jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException("JPEG quality " + jpegQuality + " must be 1 to 100");
    }
  }

  /** The width to publish for a picture of the given size. */
  public int targetWidth(int sourceWidth, int sourceHeight) {
    if (width > 0) {
      return width;
    }
    return height == 0 ? sourceWidth : proportional(sourceWidth, height, sourceHeight);
  }

  /** The height to publish for a picture of the given size. */
  public int targetHeight(int sourceWidth, int sourceHeight) {
    if (height > 0) {
      return height;
    }
    return width == 0 ? sourceHeight : proportional(sourceHeight, width, sourceWidth);
  }

  private static int proportional(int side, int wanted, int other) {
    return (int) Math.max(1, Math.round((double) side * wanted / other));
  }
}
