package io.panoptes.segment.appearance;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Image;
import io.panoptes.segment.Segmentation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Says what things look like by the colours inside their masks: a histogram of hue and brightness
 * for the upper and one for the lower half, since people wear one colour above another. Square
 * roots make the cosine of two such looks the Bhattacharyya coefficient. A segmenter that knows
 * better, by an embedding, has said so already and is left alone.
 */
public final class ColourLooks {

  private static final int GREYS = 4;
  private static final int HUES = 8;
  private static final int LEVELS = 3;
  private static final int HALF = GREYS + HUES * LEVELS;

  /** Colours this much alike in all channels, by share of the largest, have no hue. */
  private static final int LEAST_SATURATION = 48;

  private static final int DARKEST_COLOUR = 40;

  /** About so many pixels of a thing's box are looked at. */
  private static final int SAMPLES = 2_000;

  /** Fewer pixels than this say nothing. */
  private static final int LEAST_PIXELS = 30;

  private ColourLooks() {}

  /** The same with a look for every thing that has none and is large enough. */
  public static Segmentation add(Segmentation segmentation, Image image) {
    return add(segmentation, image, Category::isThing);
  }

  /** The same for things of some categories. */
  static Segmentation add(Segmentation segmentation, Image image, Predicate<Category> wanted) {
    List<Segment> segments = new ArrayList<>(segmentation.segments().size());
    boolean isNew = false;
    for (Segment segment : segmentation.segments()) {
      Segment looked = segment;
      if (segment.category().isThing()
          && wanted.test(segment.category())
          && segment.appearance().isEmpty()) {
        float[] look = look(segmentation, segment, image);
        if (look != null) {
          looked = segment.withAppearance(Appearance.of(look));
          isNew = true;
        }
      }
      segments.add(looked);
    }
    return isNew ? new Segmentation(segmentation.map(), segments) : segmentation;
  }

  private static float[] look(Segmentation segmentation, Segment segment, Image image) {
    Box box = segment.box().clip(image.width(), image.height());
    int step = (int) Math.max(1, Math.floor(Math.sqrt(box.area() / SAMPLES)));
    char[] ids = segmentation.map().ids();
    ByteBuffer bgr = image.bgr();
    int[] counts = new int[2 * HALF];
    int pixels = 0;
    double middle = (box.top() + box.bottom()) / 2;
    for (int y = (int) box.top(); y < box.bottom(); y += step) {
      int part = y < middle ? 0 : HALF;
      for (int x = (int) box.left(); x < box.right(); x += step) {
        int at = y * image.width() + x;
        if (ids[at] == segment.id()) {
          int pixel = Image.CHANNELS * at;
          counts[
              part
                  + bin(
                      bgr.get(pixel + 2) & 0xFF,
                      bgr.get(pixel + 1) & 0xFF,
                      bgr.get(pixel) & 0xFF)]++;
          pixels++;
        }
      }
    }
    if (pixels < LEAST_PIXELS) {
      return null;
    }
    float[] look = new float[counts.length];
    for (int i = 0; i < look.length; i++) {
      look[i] = (float) Math.sqrt(counts[i]);
    }
    return look;
  }

  static int bin(int red, int green, int blue) {
    int most = Math.max(red, Math.max(green, blue));
    int spread = most - Math.min(red, Math.min(green, blue));
    if (most < DARKEST_COLOUR || spread * 256 < LEAST_SATURATION * most) {
      return Math.min(GREYS - 1, most * GREYS / 256);
    }
    // Hue in sixths of the circle, from red by green and blue.
    double hue =
        most == red
            ? (double) (green - blue) / spread
            : most == green
                ? 2 + (double) (blue - red) / spread
                : 4 + (double) (red - green) / spread;
    int sector = Math.floorMod((int) Math.round(hue * HUES / 6), HUES);
    int level = Math.min(LEVELS - 1, most * LEVELS / 256);
    return GREYS + sector * LEVELS + level;
  }
}
