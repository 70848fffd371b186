package io.panoptes.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws lines over training steps as SVG, from 0 upwards. Not safe for threads. */
final class Curve {

  private static final String[] COLOURS = {"#1f5fbf", "#c0392b", "#27864a", "#8e5ea2"};
  private static final int WIDTH = 520;
  private static final int HEIGHT = 240;
  private static final int LEFT = 48;
  private static final int BOTTOM = 24;
  private static final int TOP = 28;

  private final String title;
  private final StringBuilder names = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();
  private final List<double[][]> points = new ArrayList<>();

  Curve(String title) {
    this.title = title;
  }

  /**
   * @param line steps and values, in the order of steps; values that are no number are left out
   */
  void line(String name, double[][] line) {
    String colour = COLOURS[points.size() % COLOURS.length];
    names.append(
        "<tspan fill=\"%s\" dx=\"10\">%s</tspan>".formatted(colour, TrainingReport.escape(name)));
    points.add(line);
  }

  String svg() {
    double lastStep = 1;
    double most = 0;
    for (double[][] line : points) {
      for (double[] point : line) {
        lastStep = Math.max(lastStep, point[0]);
        most = Double.isFinite(point[1]) ? Math.max(most, point[1]) : most;
      }
    }
    double top = niceTop(most);
    for (int i = 0; i < points.size(); i++) {
      StringBuilder path = new StringBuilder();
      for (double[] point : points.get(i)) {
        if (Double.isFinite(point[1])) {
          double x = LEFT + (WIDTH - LEFT - 10) * point[0] / lastStep;
          double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * point[1] / top;
          path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
      }
      lines.append(
          "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" points=\"%s\"/>"
              .formatted(COLOURS[i % COLOURS.length], path.toString().strip()));
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" font-size=\"12\" role=\"img\">".formatted(WIDTH, HEIGHT));
    svg.append("<text x=\"8\" y=\"18\" font-weight=\"bold\">");
    svg.append(TrainingReport.escape(title)).append("</text>");
    svg.append("<text x=\"%d\" y=\"18\" text-anchor=\"end\">".formatted(WIDTH - 10));
    svg.append(names).append("</text>");
    for (int i = 0; i <= 4; i++) {
      double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * i / 4.0;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3g</text>",
              LEFT,
              WIDTH - 10,
              y,
              y,
              LEFT - 5,
              y + 4,
              top * i / 4));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f steps</text>",
            WIDTH - 10,
            HEIGHT - 6,
            lastStep));
    return svg.append(lines).append("</svg>\n").toString();
  }

  /** 1, 2, 4 or 8 times a power of ten, at least as much. */
  private static double niceTop(double most) {
    if (!(most > 0)) {
      return 1;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(most)));
    for (double factor : new double[] {1, 2, 4, 8}) {
      if (most <= factor * unit) {
        return factor * unit;
      }
    }
    return 10 * unit;
  }
}
