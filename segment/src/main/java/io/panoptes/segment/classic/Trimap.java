package io.panoptes.segment.classic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.segment.prompt.ExtremePoints;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.Prompts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What prompts say of each pixel of a shrunk part of the picture before any cut: surely or probably
 * the thing or beside it. The numbers are GrabCut's.
 */
public final class Trimap {

  public static final byte BESIDE = 0;
  public static final byte THING = 1;
  public static final byte PROBABLY_BESIDE = 2;
  public static final byte PROBABLY_THING = 3;

  /** Radius of a click as a share of the working picture's height. */
  private static final double CLICK = 0.008;

  /** ΔE by which the edge of the picture counts less than a click beside the thing. */
  private static final float EDGE = 6;

  private final WorkPicture picture;
  private final Box crop;
  private final double scaleX;
  private final double scaleY;
  private final byte[] values;

  /**
   * @param picture the shrunk part
   * @param crop where it lies in the full picture
   */
  private Trimap(WorkPicture picture, Box crop) {
    this.picture = picture;
    this.crop = crop;
    scaleX = picture.width() / crop.width();
    scaleY = picture.height() / crop.height();
    values = new byte[picture.pixels()];
  }

  /**
   * Draws checked prompts.
   *
   * @param picture the shrunk part
   * @param crop where it lies in the full picture
   * @return a value a pixel; at least one is on the thing's side and, where there is more than one
   *     pixel, one beside
   */
  public static byte[] draw(WorkPicture picture, Box crop, List<Prompt> prompts) {
    Trimap trimap = new Trimap(picture, crop);
    Optional<Mask> mask = Prompts.mask(prompts);
    Optional<Box> box = Prompts.box(prompts);
    if (mask.isPresent()) {
      trimap.begin(mask.get());
    } else if (box.isPresent()) {
      Arrays.fill(trimap.values, PROBABLY_THING);
      trimap.doubtBox(box.get());
    } else {
      trimap.begin(Prompts.points(prompts));
    }
    box.ifPresent(trimap::limit);
    Prompts.extremePoints(prompts).ifPresent(trimap::touch);
    for (PointPrompt point : Prompts.points(prompts)) {
      trimap.click(point.x(), point.y(), point.positive() ? THING : BESIDE);
    }
    trimap.complete();
    return trimap.values;
  }

  private void begin(Mask mask) {
    for (int y = 0, i = 0; y < picture.height(); y++) {
      int fullY = Math.min(mask.height() - 1, (int) (crop.top() + (y + 0.5) / scaleY));
      for (int x = 0; x < picture.width(); x++, i++) {
        int fullX = Math.min(mask.width() - 1, (int) (crop.left() + (x + 0.5) / scaleX));
        values[i] = mask.at(fullX, fullY) ? PROBABLY_THING : PROBABLY_BESIDE;
      }
    }
  }

  /** Clicks alone: what is nearer in colour to a click on the thing than to any beside it. */
  private void begin(List<PointPrompt> points) {
    float[] on = new float[values.length];
    float[] beside = new float[values.length];
    Arrays.fill(on, Float.POSITIVE_INFINITY);
    Arrays.fill(beside, Float.POSITIVE_INFINITY);
    int width = picture.width();
    for (int x = 0; x < width; x++) {
      beside[x] = EDGE;
      beside[values.length - 1 - x] = EDGE;
    }
    for (int y = 0; y < picture.height(); y++) {
      beside[y * width] = EDGE;
      beside[y * width + width - 1] = EDGE;
    }
    for (PointPrompt point : points) {
      (point.positive() ? on : beside)[pixel(point.x(), point.y())] = 0;
    }
    float[] toThing = GeodesicDistance.from(picture, on);
    float[] toRest = GeodesicDistance.from(picture, beside);
    for (int i = 0; i < values.length; i++) {
      values[i] = toThing[i] < toRest[i] ? PROBABLY_THING : PROBABLY_BESIDE;
    }
  }

  /** A thing seldom reaches into the corners of its box: they are for the colours beside it. */
  private void doubtBox(Box box) {
    double cx = (box.left() + box.right()) / 2;
    double cy = (box.top() + box.bottom()) / 2;
    for (int y = 0, i = 0; y < picture.height(); y++) {
      double v = (crop.top() + (y + 0.5) / scaleY - cy) / (box.height() / 2);
      for (int x = 0; x < picture.width(); x++, i++) {
        double u = (crop.left() + (x + 0.5) / scaleX - cx) / (box.width() / 2);
        if (u * u + v * v > 1.6) {
          values[i] = PROBABLY_BESIDE;
        }
      }
    }
  }

  private void limit(Box box) {
    for (int y = 0, i = 0; y < picture.height(); y++) {
      double fullY = crop.top() + (y + 0.5) / scaleY;
      for (int x = 0; x < picture.width(); x++, i++) {
        if (!box.contains(crop.left() + (x + 0.5) / scaleX, fullY)) {
          values[i] = BESIDE;
        }
      }
    }
  }

  /** The outline between extreme points is mostly thing; outside it nothing is sure. */
  private void touch(ExtremePoints extreme) {
    Polygon polygon = new Polygon(extreme.clockwise());
    double cx = 0;
    double cy = 0;
    for (Point point : extreme.points()) {
      cx += point.x() / ExtremePoints.COUNT;
      cy += point.y() / ExtremePoints.COUNT;
    }
    for (int y = 0, i = 0; y < picture.height(); y++) {
      double fullY = crop.top() + (y + 0.5) / scaleY;
      for (int x = 0; x < picture.width(); x++, i++) {
        double fullX = crop.left() + (x + 0.5) / scaleX;
        boolean near = polygon.contains(cx + (fullX - cx) * 0.75, cy + (fullY - cy) * 0.75);
        if (values[i] == PROBABLY_THING && !near) {
          values[i] = PROBABLY_BESIDE;
        }
      }
    }
  }

  private void click(double x, double y, byte value) {
    double radius = Math.max(1, CLICK * picture.height());
    int cx = column(x);
    int cy = row(y);
    int reach = (int) radius;
    for (int v = Math.max(0, cy - reach); v <= Math.min(picture.height() - 1, cy + reach); v++) {
      for (int u = Math.max(0, cx - reach); u <= Math.min(picture.width() - 1, cx + reach); u++) {
        if ((u - cx) * (u - cx) + (v - cy) * (v - cy) <= radius * radius) {
          values[v * picture.width() + u] = value;
        }
      }
    }
  }

  private int pixel(double x, double y) {
    return row(y) * picture.width() + column(x);
  }

  private int column(double x) {
    return Math.max(0, Math.min(picture.width() - 1, (int) ((x - crop.left()) * scaleX)));
  }

  private int row(double y) {
    return Math.max(0, Math.min(picture.height() - 1, (int) ((y - crop.top()) * scaleY)));
  }

  /** Where a box leaves nothing beside the thing, its outermost pixels are learnt from. */
  private void complete() {
    boolean thing = false;
    boolean beside = false;
    for (byte value : values) {
      thing |= (value & 1) == 1;
      beside |= (value & 1) == 0;
    }
    int width = picture.width();
    for (int i = 0; i < values.length && !beside; i++) {
      int x = i % width;
      boolean edge = x == 0 || x == width - 1 || i < width || i >= values.length - width;
      if (edge && values[i] == PROBABLY_THING) {
        values[i] = PROBABLY_BESIDE;
      }
    }
    for (int i = 0; i < values.length && !thing; i++) {
      if (values[i] == PROBABLY_BESIDE) {
        values[i] = PROBABLY_THING;
        return;
      }
    }
  }
}
