package io.panoptes.bench.track;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws costs against the number of instances, both axes logarithmic. */
final class CostPlot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 130;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS =
      List.of("#d1495b", "#2f6fed", "#2e8b57", "#8a63d2", "#e08a00", "#555555");

  private CostPlot() {}

  /**
   * @param instances at least two, ascending from 1
   * @param micros by tracker, as many as instances
   */
  static String svg(int[] instances, Map<String, double[]> micros) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double[] line : micros.values()) {
      for (double value : line) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    int lowest = (int) Math.floor(Math.log10(least));
    int highest = (int) Math.ceil(Math.log10(most));
    double widest = Math.log10(instances[instances.length - 1]);
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" \
        font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="%d" y="22" font-size="14">Processor time of a frame by instances, 768 × 576</text>
        """
            .formatted(WIDTH, HEIGHT, LEFT));
    for (int decade = lowest; decade <= highest; decade++) {
      double y = y(decade, lowest, highest);
      line(out, LEFT, y, WIDTH - RIGHT, y);
      text(out, LEFT - 8, y + 4, "end", label(decade));
    }
    for (int count : instances) {
      double x = x(Math.log10(count), widest);
      line(out, x, TOP, x, HEIGHT - BOTTOM);
      text(out, x, HEIGHT - BOTTOM + 18, "middle", Integer.toString(count));
    }
    text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "instances");
    int colour = 0;
    for (Map.Entry<String, double[]> line : micros.entrySet()) {
      String stroke = COLOURS.get(colour % COLOURS.size());
      out.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").append(stroke);
      out.append("\" points=\"");
      for (int i = 0; i < instances.length; i++) {
        out.append(
            number(x(Math.log10(instances[i]), widest))
                + ","
                + number(y(Math.log10(line.getValue()[i]), lowest, highest))
                + (i + 1 < instances.length ? " " : ""));
      }
      out.append("\"/>\n");
      double y = TOP + 16 + 20 * colour;
      out.append(
          "<rect x=\"%d\" y=\"%s\" width=\"14\" height=\"4\" fill=\"%s\"/>\n"
              .formatted(WIDTH - RIGHT + 14, number(y - 6), stroke));
      text(out, WIDTH - RIGHT + 34, y, "start", line.getKey());
      colour++;
    }
    return out.append("</svg>\n").toString();
  }

  private static double x(double log, double widest) {
    return LEFT + (WIDTH - LEFT - RIGHT) * log / widest;
  }

  private static double y(double log, int lowest, int highest) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log - lowest) / (highest - lowest);
  }

  /** A power of ten of microseconds. */
  private static String label(int decade) {
    return decade >= 3
        ? Math.round(Math.pow(10, decade - 3.0)) + " ms"
        : number(Math.pow(10, decade)) + " µs";
  }

  private static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
    out.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#dddddd\"/>\n"
            .formatted(number(x1), number(y1), number(x2), number(y2)));
  }

  private static void text(StringBuilder out, double x, double y, String anchor, String text) {
    out.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), anchor, text));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
