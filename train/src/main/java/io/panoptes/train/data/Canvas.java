package io.panoptes.train.data;

import io.panoptes.core.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a sample is composed on: colours and the segment of each pixel. Not safe for threads. */
final class Canvas {

  /** Colour where no picture lies. */
  static final float EMPTY = 116;

  private final int width;
  private final int height;
  private final float[] rgb;
  private final short[] ids;
  private final List<LabelledSegment> segments = new ArrayList<>();

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.rgb = new float[3 * width * height];
    this.ids = new short[width * height];
    Arrays.fill(rgb, EMPTY);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Colours, 0 to 255, red first, row-major; the canvas's own. */
  float[] rgb() {
    return rgb;
  }

  /** 0 for void, else one more than the index of a segment; the canvas's own. */
  short[] ids() {
    return ids;
  }

  /** The segments that the ids mean, as their own pictures know them. */
  List<LabelledSegment> segments() {
    return segments;
  }

  /** Draws a picture, and takes its segments over. */
  void draw(LabelledPicture picture, Placement placement) {
    Axis columns =
        new Axis(
            picture.width(), width, placement.scaleX(), placement.left(), placement.mirrored(), 1);
    Axis rows = new Axis(picture.height(), height, placement.scaleY(), placement.top(), false, 1);
    resample(picture.pixels(), columns, rows, rgb);
    int offset = segments.size();
    segments.addAll(picture.segments());
    int otherwise = 0;
    if (picture.firstIsComplete()) {
      segments.add(unknown(picture));
      otherwise = segments.size();
    }
    for (int y = rows.from(); y < rows.to(); y++) {
      int line = rows.nearest(y) * picture.width();
      for (int x = columns.from(); x < columns.to(); x++) {
        int id = picture.ids()[line + columns.nearest(x)] & 0xFF;
        ids[y * width + x] = (short) (id == 0 ? otherwise : id + offset);
      }
    }
  }

  private static LabelledSegment unknown(LabelledPicture picture) {
    return new LabelledSegment(
        Sample.NOT_FIRST,
        false,
        false,
        new Box(0, 0, picture.width(), picture.height()),
        picture.width() * picture.height());
  }

  /** Draws one thing of a picture over what is there, with a soft edge. */
  void paste(LabelledPicture picture, int segment, Placement placement) {
    LabelledPicture cut = Cutout.of(picture, segment);
    LabelledSegment whole = picture.segments().get(segment);
    double left =
        placement.mirrored()
            ? placement.left()
                + (picture.width() - whole.box().right() - Cutout.MARGIN) * placement.scaleX()
            : placement.left() + (whole.box().left() - Cutout.MARGIN) * placement.scaleX();
    double top = placement.top() + (whole.box().top() - Cutout.MARGIN) * placement.scaleY();
    Axis columns = new Axis(cut.width(), width, placement.scaleX(), left, placement.mirrored(), 1);
    Axis rows = new Axis(cut.height(), height, placement.scaleY(), top, false, 1);
    float[] colours = new float[rgb.length];
    resample(cut.pixels(), columns, rows, colours);
    float[] cover = new float[ids.length];
    cover(
        cut,
        new Axis(cut.width(), width, placement.scaleX(), left, placement.mirrored(), 1.5),
        new Axis(cut.height(), height, placement.scaleY(), top, false, 1.5),
        cover);
    segments.add(whole);
    short id = (short) segments.size();
    for (int y = rows.from(); y < rows.to(); y++) {
      for (int x = columns.from(); x < columns.to(); x++) {
        int i = y * width + x;
        float share = cover[i];
        if (share >= 0.5f) {
          ids[i] = id;
        }
        if (share > 0) {
          for (int c = 3 * i; c < 3 * i + 3; c++) {
            rgb[c] += share * (colours[c] - rgb[c]);
          }
        }
      }
    }
  }

  private void resample(Pixels pixels, Axis columns, Axis rows, float[] into) {
    if (columns.from() == columns.to() || rows.from() == rows.to()) {
      return;
    }
    int first = rows.first(rows.from());
    int last = rows.first(rows.to() - 1) + rows.taps();
    float[] wide = new float[3 * width * (last - first)];
    byte[] source = pixels.rgb();
    float[] shares = columns.shares();
    int taps = columns.taps();
    for (int y = first; y < last; y++) {
      int line = 3 * y * pixels.width();
      int to = 3 * ((y - first) * width + columns.from());
      for (int x = columns.from(); x < columns.to(); x++, to += 3) {
        float red = 0;
        float green = 0;
        float blue = 0;
        int from = line + 3 * columns.first(x);
        for (int tap = x * taps; tap < (x + 1) * taps; tap++, from += 3) {
          float share = shares[tap];
          red += share * (source[from] & 0xFF);
          green += share * (source[from + 1] & 0xFF);
          blue += share * (source[from + 2] & 0xFF);
        }
        wide[to] = red;
        wide[to + 1] = green;
        wide[to + 2] = blue;
      }
    }
    columns(wide, 3, first, columns, rows, into);
  }

  /** How much of each canvas pixel the only segment of a cut-out covers, 0 to 1. */
  private void cover(LabelledPicture cut, Axis columns, Axis rows, float[] into) {
    if (columns.from() == columns.to() || rows.from() == rows.to()) {
      return;
    }
    int first = rows.first(rows.from());
    int last = rows.first(rows.to() - 1) + rows.taps();
    float[] wide = new float[width * (last - first)];
    int taps = columns.taps();
    for (int y = first; y < last; y++) {
      for (int x = columns.from(); x < columns.to(); x++) {
        float sum = 0;
        int from = y * cut.width() + columns.first(x);
        for (int tap = 0; tap < taps; tap++) {
          sum += cut.ids()[from + tap] != 0 ? columns.shares()[x * taps + tap] : 0;
        }
        wide[(y - first) * width + x] = sum;
      }
    }
    columns(wide, 1, first, columns, rows, into);
  }

  private void columns(
      float[] wide, int channels, int first, Axis columns, Axis rows, float[] into) {
    int begin = channels * columns.from();
    int end = channels * columns.to();
    int stride = channels * width;
    for (int y = rows.from(); y < rows.to(); y++) {
      Arrays.fill(into, y * stride + begin, y * stride + end, 0);
      for (int tap = 0; tap < rows.taps(); tap++) {
        float share = rows.shares()[y * rows.taps() + tap];
        if (share == 0) {
          continue;
        }
        int from = (rows.first(y) + tap - first) * stride;
        int to = y * stride;
        for (int i = begin; i < end; i++) {
          into[to + i] += share * wide[from + i];
        }
      }
    }
  }
}
